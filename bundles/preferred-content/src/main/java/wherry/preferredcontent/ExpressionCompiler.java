package wherry.preferredcontent;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import wherry.api.wanted.Expression;
import wherry.api.wanted.PreferredContent;
import wherry.api.wanted.WantingRepository;

/** Compiles expressions. */
@Component
public final class ExpressionCompiler implements PreferredContent {
    @Override
    public Expression compile(String text, WantingRepository repository) {
        return compile(text, new ContentVocabulary(repository));
    }

    @Override
    public Expression compileForFiles(String text) {
        return compile(text, new FileVocabulary());
    }

    private static Expression compile(String text, ProgramParser.Vocabulary vocabulary) {
        List<String> problems = new ArrayList<>();
        Program program = Program.of(text, vocabulary, problems);
        return new CompiledExpression(text, program, problems);
    }
}
