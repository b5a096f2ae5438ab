package org.scratchcnn.reports.result;

import java.util.List;
import java.util.Optional;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.worker.record.CheckedInJson;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What peers are known to do on classes of machines, checked in. A comparison there, in which one of them does much less,
 * does not show how fast the library is, but that the peer was handicapped: by missing layer helpers, by threads that
 * fight, or by whatever else ran.
 *
 * @param machines one an entry
 */
public record KnownThroughputs(List<Entry> machines) {

    /** The share of its known throughput that a peer must come to. */
    public static final double LEAST_SHARE = 0.8;

    private static final CheckedInJson<KnownThroughputs> JSON =
            new CheckedInJson<>("reports", KnownThroughputs.class, "known-throughputs.json");

    public KnownThroughputs {
        machines = List.copyOf(machines);
    }

    /**
     * What is known of one class of machines.
     *
     * @param provenance how it was measured, as far as that was kept
     */
    public record Entry(MachineClass machine, String provenance, List<Throughput> throughputs) {

        public Entry {
            throughputs = List.copyOf(throughputs);
        }

        /** What is known of one peer on a row's task and operation. */
        Optional<Throughput> of(Headline.Row row, Peer peer) {
            return throughputs.stream()
                    .filter(known -> known.isOf(row) && known.peer() == peer)
                    .findFirst();
        }
    }

    /**
     * What one peer does on one task.
     *
     * @param task its name
     * @param perSecond images or points, at that batch size; one by one where single ones are computed
     */
    public record Throughput(String task, int batchSize, Operation operation, Peer peer, double perSecond) {

        boolean isOf(Headline.Row row) {
            TaskSpec measured = row.task();
            return task.equals(measured.name())
                    && batchSize == measured.training().batchSize()
                    && operation == row.operation();
        }

        /**
         * The share of it that a peer comes to.
         *
         * @param milliseconds of one operation
         */
        double share(double milliseconds) {
            return 1_000 * operation.samples(batchSize) / milliseconds / perSecond;
        }
    }

    /** Those that are checked in. */
    public static KnownThroughputs checkedIn() {
        return JSON.resource();
    }
}
