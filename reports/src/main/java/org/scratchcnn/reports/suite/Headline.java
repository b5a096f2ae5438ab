package org.scratchcnn.reports.suite;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What the library's speed is held against: how many times as fast as which engine, and how near to the machine's peak. */
public final class Headline {

    /** The suite that measures all of it, as users type it. */
    public static final String SUITE = "headline";

    /** The engine that is to reach the targets. */
    public static final String ENGINE = "scratch";

    /** The same with direct convolutions only, whose share of the peak stands beside the other. */
    public static final String DIRECT_ENGINE = "scratch-direct";

    private Headline() {}

    /**
     * Something that is timed, and how many times as long each peer is to take for it.
     *
     * @param ratios a target for each peer that there is one for
     */
    public record Row(TaskSpec task, Operation operation, SortedMap<Peer, Double> ratios) {

        public Row {
            ratios = Collections.unmodifiableSortedMap(new TreeMap<>(ratios));
        }
    }

    /**
     * The share of the machine's peak of fused multiply-adds that a whole training step is to reach, its work counted as
     * that of direct convolutions.
     *
     * @param share in [0, 1]
     */
    public record PeakShare(TaskSpec task, double share) {}

    /** The rows in which the library is compared with its peers. */
    public static List<Row> rows() {
        return List.of(
                row(fashion(32), Operation.STEP, Map.of(Peer.DL4J, 12.0, Peer.DL4J_SHIPPED, 50.0, Peer.PYTORCH, 5.0)),
                row(fashion(128), Operation.STEP, Map.of(Peer.DL4J, 12.0, Peer.PYTORCH, 5.0)),
                row(cifar(), Operation.STEP, Map.of(Peer.DL4J, 5.0, Peer.DL4J_SHIPPED, 30.0, Peer.PYTORCH, 2.5)),
                row(
                        Tasks.cifar10Tutorial().withBatchSize(64),
                        Operation.STEP,
                        Map.of(Peer.DL4J, 4.0, Peer.PYTORCH, 2.0)),
                row(Tasks.spiral().withBatchSize(32), Operation.STEP, Map.of(Peer.DL4J, 100.0, Peer.PYTORCH, 8.0)),
                row(fashion(32), Operation.FORWARD, Map.of(Peer.DL4J, 3.0, Peer.PYTORCH, 3.0)),
                row(cifar(), Operation.FORWARD, Map.of(Peer.DL4J, 3.0, Peer.PYTORCH, 3.0)),
                row(fashion(32), Operation.FORWARD_ONE, Map.of(Peer.DL4J, 5.0, Peer.PYTORCH, 2.0)),
                row(cifar(), Operation.FORWARD_ONE, Map.of(Peer.DL4J, 5.0, Peer.PYTORCH, 2.0)));
    }

    /** The training steps whose share of the peak counts. */
    public static List<PeakShare> peakShares() {
        return List.of(
                new PeakShare(fashion(32), 0.60), new PeakShare(fashion(128), 0.60), new PeakShare(cifar(), 0.62));
    }

    private static Row row(TaskSpec task, Operation operation, Map<Peer, Double> ratios) {
        return new Row(task, operation, new TreeMap<>(ratios));
    }

    private static TaskSpec fashion(int batchSize) {
        return Tasks.fashionMnist().withBatchSize(batchSize);
    }

    private static TaskSpec cifar() {
        return Tasks.cifar10().withBatchSize(64);
    }
}
