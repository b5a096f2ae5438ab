package org.scratchcnn.core.zoo;

import java.util.List;
import java.util.Optional;
import org.scratchcnn.core.record.TimingSeries.Operation;
import org.scratchcnn.core.spec.TaskSpec;

/**
 * What peers are known to do on a class of machines. A comparison there, in which one of them does much less, does not
 * show how fast the library is, but that the peer was handicapped: by missing layer helpers, by threads that fight, or by
 * whatever else ran.
 *
 * @param perSecond images or points, at the batch size of the task; one by one where single ones are computed
 */
public record KnownThroughput(MachineClass machine, TaskSpec task, Operation operation, Peer peer, double perSecond) {

    /** The share of its known throughput that a peer must come to. */
    public static final double LEAST_SHARE = 0.8;

    /** Two cores with AVX-512; medians of undisturbed repeats, before the library was written. */
    private static final MachineClass TWO_CORES_AVX512 = new MachineClass(2, 512, 415);

    /** All that is known. */
    public static List<KnownThroughput> all() {
        var fashion32 = Tasks.fashionMnist().withBatchSize(32);
        var fashion128 = Tasks.fashionMnist().withBatchSize(128);
        var cifar64 = Tasks.cifar10().withBatchSize(64);
        var spiral32 = Tasks.spiral().withBatchSize(32);
        return List.of(
                known(fashion32, Operation.STEP, Peer.DL4J_SHIPPED, 519),
                known(fashion32, Operation.STEP, Peer.DL4J, 2_510),
                known(fashion32, Operation.STEP, Peer.PYTORCH, 4_829),
                known(fashion128, Operation.STEP, Peer.DL4J, 2_242),
                known(fashion128, Operation.STEP, Peer.PYTORCH, 6_605),
                known(cifar64, Operation.STEP, Peer.DL4J_SHIPPED, 207),
                known(cifar64, Operation.STEP, Peer.DL4J, 1_197),
                known(cifar64, Operation.STEP, Peer.PYTORCH, 3_036),
                known(spiral32, Operation.STEP, Peer.DL4J, perSecond(32, 2.5)),
                known(spiral32, Operation.STEP, Peer.PYTORCH, perSecond(32, 0.20)),
                known(fashion32, Operation.FORWARD, Peer.DL4J, perSecond(32, 3.6)),
                known(fashion32, Operation.FORWARD, Peer.PYTORCH, perSecond(32, 2.5)),
                known(cifar64, Operation.FORWARD, Peer.DL4J, perSecond(64, 11.5)),
                known(cifar64, Operation.FORWARD, Peer.PYTORCH, perSecond(64, 10.0)),
                known(fashion32, Operation.FORWARD_ONE, Peer.DL4J, perSecond(1, 1.6)),
                known(fashion32, Operation.FORWARD_ONE, Peer.PYTORCH, perSecond(1, 0.17)),
                known(cifar64, Operation.FORWARD_ONE, Peer.DL4J, perSecond(1, 2.4)),
                known(cifar64, Operation.FORWARD_ONE, Peer.PYTORCH, perSecond(1, 0.58)));
    }

    /** The classes of machines that something is known of. */
    public static List<MachineClass> machines() {
        return all().stream().map(KnownThroughput::machine).distinct().toList();
    }

    /** What is known of one peer on a row's task and operation. */
    public static Optional<KnownThroughput> of(MachineClass machine, Headline.Row row, Peer peer) {
        return all().stream()
                .filter(known -> known.machine().equals(machine)
                        && known.task().equals(row.task())
                        && known.operation() == row.operation()
                        && known.peer() == peer)
                .findFirst();
    }

    /**
     * The share of it that a peer comes to.
     *
     * @param milliseconds of one operation
     */
    public double share(double milliseconds) {
        return perSecond(operation.samples(task.training().batchSize()), milliseconds) / perSecond;
    }

    private static KnownThroughput known(TaskSpec task, Operation operation, Peer peer, double perSecond) {
        return new KnownThroughput(TWO_CORES_AVX512, task, operation, peer, perSecond);
    }

    private static double perSecond(int samples, double milliseconds) {
        return 1_000 * samples / milliseconds;
    }
}
