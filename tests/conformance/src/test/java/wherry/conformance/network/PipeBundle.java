package wherry.conformance.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle with a {@link PipeTransport}, as somebody else might have built it. */
public final class PipeBundle {
    private static final Class<?> TRANSPORT = PipeTransport.class;
    private static final String COMPONENT = "OSGI-INF/pipe.xml";

    private PipeBundle() {}

    /** Writes the jar of a network that is called so. */
    public static Path write(Path jar, String netname) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        Map.of(
                        "Manifest-Version", "1.0",
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "org.example." + netname,
                        "Bundle-Version", "1.0.0",
                        "Import-Package", "wherry.transport.api;version=\"[1.0,2)\"",
                        "Service-Component", COMPONENT)
                .forEach(headers::putValue);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            put(out, COMPONENT, component(netname).getBytes(UTF_8));
            for (String name : List.of("", "$Pipes", "$Ways")) {
                String entry = TRANSPORT.getName().replace('.', '/') + name + ".class";
                try (InputStream in = TRANSPORT.getClassLoader().getResourceAsStream(entry)) {
                    put(out, entry, in.readAllBytes());
                }
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static String component(String netname) {
        return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"org.example." + netname
                + "\" activate=\"activate\"><implementation class=\"" + TRANSPORT.getName() + "\"/>"
                + "<property name=\"netname\" value=\"" + netname + "\"/>"
                + "<service><provide interface=\"wherry.transport.api.Transport\"/></service></scr:component>";
    }
}
