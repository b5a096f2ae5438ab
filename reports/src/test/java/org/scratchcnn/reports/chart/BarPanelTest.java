package org.scratchcnn.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.chart.BarPanel.Bar;
import org.scratchcnn.reports.chart.BarPanel.Group;
import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.Estimate;

class BarPanelTest {

    @Test
    void itsAxisReachesTheWhiskersOfEveryBar() {
        var groups = List.of(
                new Group("one", List.of(bar(new Estimate(684, new ConfidenceInterval(538, 1_183))))),
                new Group("two", List.of(bar(new Estimate(900, null)))));

        assertThat(BarPanel.ends(groups)).contains(538, 684, 1_183, 900);
        assertThat(Scale.fitting(BarPanel.ends(groups)).maximum()).isEqualTo(1_183);
    }

    private static Bar bar(Estimate estimate) {
        return new Bar("engine", Color.BLACK, estimate, "");
    }
}
