package org.scratchcnn.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.ConsoleTable;

/** A record's tables as text. */
public final class ConsoleReport {

    private ConsoleReport() {}

    /**
     * Prints every table of a report.
     *
     * @param output for example {@code System.out}, which should write UTF-8
     * @throws UncheckedIOException if {@code output} can't be written
     */
    public static void print(ReportContent content, Appendable output) {
        try {
            for (var section : content.sections()) {
                for (var block : section.blocks()) {
                    switch (block) {
                        case Paragraph(var text) ->
                            output.append(text).append('\n').append('\n');
                        case TableBlock(var table) ->
                            output.append(ConsoleTable.render(table)).append('\n');
                        case FigureBlock _ -> {}
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The tables could not be printed", e);
        }
    }
}
