package wherry.control;

import java.util.OptionalLong;
import wherry.api.command.Display;
import wherry.api.command.JsonLine;
import wherry.api.command.Progress;

/** Another display, for those who want to know what is shown. */
abstract class ForwardedDisplay implements Display {
    private final Display display;

    ForwardedDisplay(Display display) {
        this.display = display;
    }

    @Override
    public void json(JsonLine line) {
        display.json(line);
    }

    @Override
    public final Progress progressLine(String what, OptionalLong size) {
        return display.progressLine(what, size);
    }

    @Override
    public final Progress progressObjects(JsonLine action, OptionalLong size) {
        return display.progressObjects(action, size);
    }

    @Override
    public final Progress noProgress() {
        return display.noProgress();
    }
}
