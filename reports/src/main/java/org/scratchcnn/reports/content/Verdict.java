package org.scratchcnn.reports.content;

import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Attainment;
import org.scratchcnn.reports.result.Attainment.Measured;
import org.scratchcnn.reports.result.Attainment.Missing;
import org.scratchcnn.reports.result.Attainment.Refused;

/** Targets and how far they are reached, in words. */
final class Verdict {

    private Verdict() {}

    /** For example {@code ≥ 12: 13.1 [12.5, 13.9] reached}. */
    static String of(Attainment attainment) {
        String target = "≥ %s: ".formatted(Numbers.plain(attainment.target()));
        return target
                + switch (attainment) {
                    case Missing(var _, var why) -> why;
                    case Refused(var _, var why) -> "refused: " + why;
                    case Measured measured ->
                        "%s %s%s"
                                .formatted(
                                        Numbers.withInterval(measured.estimate()),
                                        measured.reached() ? "reached" : "not reached",
                                        measured.certain() ? "" : "?");
                };
    }
}
