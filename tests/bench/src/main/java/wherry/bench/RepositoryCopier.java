package wherry.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Copies a repository; the files that hold annexed content become hard links. */
final class RepositoryCopier extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Path objects;

    RepositoryCopier(Path from, Path to) {
        this.from = from;
        this.to = to;
        this.objects = from.resolve(".git/annex/objects");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.createDirectory(target(folder));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.startsWith(objects)) {
            Files.createLink(target(file), file);
        } else {
            Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
        return FileVisitResult.CONTINUE;
    }

    // Only now, since nothing can be put into the folder of an object afterwards.
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
        Files.setPosixFilePermissions(target(folder), Files.getPosixFilePermissions(folder));
        return FileVisitResult.CONTINUE;
    }

    private Path target(Path source) {
        return to.resolve(from.relativize(source).toString());
    }
}
