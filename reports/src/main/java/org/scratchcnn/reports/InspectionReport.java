package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.chart.Picture;
import org.scratchcnn.reports.inspect.Inspection;
import org.scratchcnn.reports.page.Page;

/** A look into a model as a page that needs nothing else, and as pictures beside it. */
public final class InspectionReport {

    private InspectionReport() {}

    /**
     * Writes the page, and beside it {@code NAME-SHEET.png} for each sheet and {@code NAME-curve-loss.svg} and
     * {@code NAME-curve-accuracy.svg}, where NAME is the page's without {@code .html}. Each file appears whole; those of the same names are
     * replaced.
     *
     * @param page folders that are missing are made
     * @return the files beside the page
     * @throws IOException if a file can't be written
     */
    public static List<Path> render(Inspection inspection, Path page) throws IOException {
        var folder = Objects.requireNonNull(page.toAbsolutePath().getParent(), "a file is in a folder");
        var name = String.valueOf(page.getFileName()).replaceFirst("\\.html$", "");
        var figures = inspection.curve().map(Inspection.Curve::figures).orElse(List.of());
        var pictures = new HashMap<Panel, Picture>();
        var written = new ArrayList<Path>();
        for (var figure : figures) {
            for (var panel : figure.panels()) {
                var picture = Picture.of(panel);
                var file = name + "-" + figure.fileName(panel);
                picture.write(folder, file, false);
                pictures.put(panel, picture);
                if (picture.failure() == null) {
                    written.add(page.resolveSibling(file + ".svg"));
                }
            }
        }
        for (var sheet : inspection.sheets()) {
            var file = page.resolveSibling("%s-%s.png".formatted(name, sheet.name()));
            AtomicFile.write(file, sheet.png());
            written.add(file);
        }
        AtomicFile.write(page, Page.ofInspection(inspection, pictures).getBytes(UTF_8));
        return written;
    }
}
