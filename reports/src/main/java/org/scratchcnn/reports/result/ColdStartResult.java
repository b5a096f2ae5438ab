package org.scratchcnn.reports.result;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scratchcnn.reports.result.Attainment.Measured;
import org.scratchcnn.reports.result.Attainment.Missing;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.suite.ColdStart;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How soon each engine trained from its process's start on, and in how much memory. */
public record ColdStartResult(TaskResult task) {

    private static final double BYTES_OF_MEBIBYTE = 1 << 20;

    /** What is compared. */
    public enum Quantity {
        /** Milliseconds from the start of the virtual machine to the end of the first step. */
        FIRST_STEP(ColdStart.FIRST),
        /** Milliseconds from the start of the virtual machine to the end of the hundredth step. */
        HUNDRED_STEPS(ColdStart.HUNDREDTH),
        /** Mebibytes that the process had in use at most, up to the hundredth step. */
        MEMORY_OF_HUNDRED_STEPS(ColdStart.HUNDREDTH),
        /** Mebibytes that the process had in use at most, up to the last step. */
        MEMORY(ColdStart.LAST);

        private final int step;

        Quantity(int step) {
            this.step = step;
        }

        /** How many times the library's each peer's is to be. */
        public Map<Peer, Double> targets() {
            return switch (this) {
                case FIRST_STEP, HUNDRED_STEPS -> ColdStart.timeRatios();
                case MEMORY_OF_HUNDRED_STEPS, MEMORY -> ColdStart.memoryRatios();
            };
        }

        private Optional<Double> of(Milestone milestone) {
            return switch (this) {
                case FIRST_STEP, HUNDRED_STEPS -> Optional.of(milestone.milliseconds());
                case MEMORY_OF_HUNDRED_STEPS, MEMORY ->
                    Optional.ofNullable(milestone.peakResidentBytes()).map(bytes -> bytes / BYTES_OF_MEBIBYTE);
            };
        }
    }

    /** The result; empty if the record was not measured for it, or if no engine was run. */
    public static Optional<ColdStartResult> of(ComparisonRecord record) {
        return of(record, TaskResult.of(record));
    }

    /** The result; empty if the record was not measured for it, or if no engine was run. */
    public static Optional<ColdStartResult> of(ComparisonRecord record, List<TaskResult> results) {
        return results.stream()
                .filter(result ->
                        ColdStart.SUITE.equals(record.suite()) && result.task().equals(ColdStart.task()))
                .findFirst()
                .map(ColdStartResult::new);
    }

    /** The engines whose figures may be published, the library with each of its heaps. */
    public List<EngineResult> engines() {
        return task.engines().stream()
                .filter(engine -> values(engine, Quantity.FIRST_STEP).isPresent())
                .toList();
    }

    /** One value a process; empty if none may be published. */
    public Optional<SamplesByStart> values(EngineResult engine, Quantity quantity) {
        var starts = engine.runs().stream()
                .filter(Publication::published)
                .flatMap(run -> run.milestones().stream())
                .filter(milestone -> milestone.step() == quantity.step)
                .flatMap(milestone -> quantity.of(milestone).stream())
                .map(List::of)
                .toList();
        return starts.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(starts));
    }

    /** How many times the engine's value the peer's is, that of its best engine; empty if either was not measured. */
    public Optional<Estimate> ratio(EngineResult engine, Quantity quantity, Peer peer, Bootstrap bootstrap) {
        var theirs = task.engines().stream()
                .filter(other -> peer.engines().contains(other.engine()))
                .flatMap(other -> values(other, quantity).stream())
                .min(Comparator.comparingDouble(SamplesByStart::median));
        return values(engine, quantity).flatMap(mine -> theirs.map(other -> bootstrap.ratioOfMedians(other, mine)));
    }

    /**
     * The run of the library whose value is held against the targets: as it comes where time is, and with the heap that
     * takes the least memory and keeps its speed where memory is. Empty if the library was not run.
     */
    public Optional<EngineResult> candidate(Quantity quantity) {
        var all = engines().stream()
                .filter(engine -> engine.engine().equals(ColdStart.ENGINE))
                .toList();
        var asItComes =
                all.stream().filter(engine -> engine.options().heap() == null).findFirst();
        return switch (quantity) {
            case FIRST_STEP, HUNDRED_STEPS -> asItComes;
            case MEMORY_OF_HUNDRED_STEPS, MEMORY -> {
                double limit = asItComes
                        .flatMap(engine -> engine.timings(Operation.STEP))
                        .map(step -> step.median() / ColdStart.KEPT_SPEED)
                        .orElse(0.0);
                yield all.stream()
                        .filter(engine -> engine.timings(Operation.STEP)
                                .filter(step -> step.median() <= limit)
                                .isPresent())
                        .filter(engine -> values(engine, quantity).isPresent())
                        .min(Comparator.comparingDouble(
                                engine -> values(engine, quantity).orElseThrow().median()))
                        .or(() -> asItComes);
            }
        };
    }

    /** The library's ratio beside its target; empty where there is no target. */
    public Optional<Attainment> attainment(Quantity quantity, Peer peer, Bootstrap bootstrap) {
        return Optional.ofNullable(quantity.targets().get(peer))
                .map(wanted -> candidate(quantity)
                        .flatMap(engine -> ratio(engine, quantity, peer, bootstrap))
                        .<Attainment>map(estimate -> new Measured(wanted, estimate))
                        .orElseGet(() -> new Missing(wanted, "not measured")));
    }

    /** Whether every target is reached. */
    public boolean reached() {
        var bootstrap = Bootstrap.ofReports();
        return Arrays.stream(Quantity.values())
                .flatMap(quantity -> quantity.targets().keySet().stream()
                        .flatMap(peer -> attainment(quantity, peer, bootstrap).stream()))
                .allMatch(Attainment::reached);
    }
}
