package wherry.kit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import wherry.api.command.Display;
import wherry.api.command.JsonLine;
import wherry.api.command.Progress;

/** Prints objects as they are, and of progress only how it ended. */
record ScriptedDisplay(PrintStream out) implements Display {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    @Override
    public void json(JsonLine line) {
        out.print(GSON.toJson(line.fields()) + "\n");
    }

    @Override
    public Progress progressLine(String what, OptionalLong size) {
        return noProgress();
    }

    @Override
    public Progress progressObjects(JsonLine action, OptionalLong size) {
        return new Counted(
                bytes -> json(new JsonLine().with("byte-progress", bytes).with("action", action.fields())));
    }

    @Override
    public Progress noProgress() {
        return new Counted(bytes -> {});
    }

    private static final class Counted implements Progress {
        private final LongConsumer end;
        private long position;
        private long moved;

        Counted(LongConsumer end) {
            this.end = end;
        }

        @Override
        public void at(long offset) {
            position = offset;
        }

        @Override
        public void moved(long count) {
            position += count;
            moved += count;
        }

        @Override
        public long total() {
            return moved;
        }

        @Override
        public void close() {
            end.accept(position);
        }
    }
}
