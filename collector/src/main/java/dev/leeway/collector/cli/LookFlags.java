package dev.leeway.collector.cli;

import dev.leeway.collector.report.RenderOptions;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that decide what printed text looks like, and how much of it there is. */
final class LookFlags {
    private static final int USUAL_WIDTH = 100;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most N causes or facts and count the rest; 0 shows all, in text also what lies"
                    + " within leeway. Default: 100 in text,"
                    + " as many as 1 MB holds on pages, 50 facts of one cause.")
    private @Nullable Integer limit;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            description =
                    "Columns of text, 40 to 200. Default: COLUMNS if set, brought within these bounds," + " else 100.")
    private @Nullable Integer width;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never. Default: auto, which is at a terminal, unless NO_COLOR is set"
                    + " or TERM is dumb.")
    private @Nullable String color;

    /** How text is to be printed here, and how long Markdown and pages may be. */
    RenderOptions rendering(Surroundings surroundings, OptionalInt budget) {
        return new RenderOptions(width(surroundings), colour(surroundings), limit(), budget);
    }

    /** How text is to be printed here. */
    RenderOptions rendering(Surroundings surroundings) {
        return rendering(surroundings, OptionalInt.empty());
    }

    private OptionalInt limit() {
        if (limit == null) {
            return OptionalInt.empty();
        }
        if (limit < 0) {
            throw refused("--limit: " + limit + " is less than nothing; 0 shows all");
        }
        return OptionalInt.of(limit == 0 ? Integer.MAX_VALUE : limit);
    }

    /** What is asked for is refused where it cannot be; a terminal's own width is nobody's mistake. */
    private int width(Surroundings surroundings) {
        if (width != null) {
            if (width < RenderOptions.NARROWEST || width > RenderOptions.WIDEST) {
                throw refused("--width: " + width + " is not between " + RenderOptions.NARROWEST + " and "
                        + RenderOptions.WIDEST);
            }
            return width;
        }
        String columns = surroundings.variable("COLUMNS").orElse("");
        return columns.matches("[0-9]{1,5}")
                ? Math.max(RenderOptions.NARROWEST, Math.min(RenderOptions.WIDEST, Integer.parseInt(columns)))
                : USUAL_WIDTH;
    }

    private boolean colour(Surroundings surroundings) {
        String when = color == null ? "auto" : color;
        return switch (when) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> suitsColour(surroundings);
            default -> throw refused("--color: expected auto, always or never");
        };
    }

    private static boolean suitsColour(Surroundings surroundings) {
        return surroundings.terminal()
                && surroundings.variable("NO_COLOR").isEmpty()
                && !surroundings.variable("TERM").orElse("").equals("dumb");
    }

    private ParameterException refused(String message) {
        if (spec == null) {
            throw new IllegalStateException("used outside a command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
