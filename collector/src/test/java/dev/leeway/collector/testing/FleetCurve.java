package dev.leeway.collector.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws what {@code samples/bench/run.sh RUNS fleet-curve} measured: what a report costs against hosts, and against distinct
 * sections.
 *
 * <p>Arguments: the measured CSV, the SVG to write. The same CSV gives the same bytes.
 */
public final class FleetCurve {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 220;
    private static final int TICKS = 4;

    private final List<Point> points = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    /** One line of the CSV: medians of one fleet. */
    private record Point(String series, double hosts, double sections, double wall, double cpu, double mebibytes) {
        static Point of(String line) {
            String[] cells = line.split(",", -1);
            return new Point(
                    cells[0],
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5]));
        }
    }

    private FleetCurve(String csv) {
        csv.lines().skip(1).map(Point::of).forEach(points::add);
    }

    /** Writes the drawing. */
    public static void main(String[] arguments) throws IOException {
        String csv = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
        Files.writeString(Path.of(arguments[1]), svg(csv), StandardCharsets.UTF_8);
    }

    /** The drawing of a CSV with the header {@code series,hosts,sections,wall,cpu,mebibytes}. */
    static String svg(String csv) {
        return new FleetCurve(csv).drawn();
    }

    private String drawn() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 320\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"12\">\n<title>What leeway report costs</title>\n<desc>");
        points.forEach(point -> svg.append(text(
                "%,.0f hosts with %,.0f distinct sections: %.1f s of processor, %.0f MiB. ",
                point.hosts, point.sections, point.cpu, point.mebibytes)));
        svg.append("</desc>\n<rect width=\"920\" height=\"320\" fill=\"#fff\"/>\n");
        panel("hosts", "hosts, of 50 images", 60, Point::hosts);
        panel("sections", "distinct sections, of 10,000 hosts", 520, Point::sections);
        return svg.append("</svg>\n").toString();
    }

    private void panel(String series, String axis, int left, ToDoubleFunction<Point> across) {
        List<Point> own =
                points.stream().filter(point -> point.series.equals(series)).toList();
        double most = own.stream().mapToDouble(across).max().orElse(1);
        double high = Math.ceil(points.stream().mapToDouble(Point::cpu).max().orElse(1) / TICKS) * TICKS;
        int top = 40;
        int bottom = top + HEIGHT;
        svg.append(text("<text x=\"%d\" y=\"24\">seconds of processor</text>%n", left - 40));
        for (int tick = 0; tick <= TICKS; tick++) {
            int y = bottom - HEIGHT * tick / TICKS;
            int x = left + WIDTH * tick / TICKS;
            svg.append(text("<path d=\"M%d %dh%d\" stroke=\"#ddd\"/>%n", left, y, WIDTH));
            svg.append(text(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>%n", left - 6, y + 4, high * tick / TICKS));
            svg.append(text(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>%n",
                    x, bottom + 18, most * tick / TICKS));
        }
        svg.append(text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", left + WIDTH / 2, bottom + 40, axis));
        StringBuilder line = new StringBuilder();
        for (Point point : own) {
            double x = left + WIDTH * across.applyAsDouble(point) / most;
            double y = bottom - HEIGHT * point.cpu / high;
            line.append(line.length() == 0 ? "M" : "L").append(text("%.1f %.1f", x, y));
            svg.append(text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#0b5fa5\"/>%n", x, y));
        }
        svg.append(text("<path d=\"%s\" fill=\"none\" stroke=\"#0b5fa5\" stroke-width=\"2\"/>%n", line));
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
    }
}
