package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;

/** What is measured for one purpose: what it runs, what is drawn of it, and what it is to reach. */
public class Suite {

    /** What tables draw their intervals by. */
    static final Bootstrap BOOTSTRAP = Bootstrap.ofReports();

    /** A note below tables of {@link #median}. */
    static final String MEDIANS = "Median [95 % interval], by bootstrap over process starts, then samples.";

    private final String name;
    private final String description;
    private final int defaultRounds;
    private final Optional<MicrobenchmarkSet> microbenchmarks;

    /**
     * A suite, to be registered in {@link Suites}.
     *
     * @param name as users type it and as records name it
     * @param description one line for the help of commands
     * @param defaultRounds how often the suite's runs are repeated where nobody asks for another number; 0 if nobody can
     * @param microbenchmarks to run once, after all rounds
     */
    Suite(String name, String description, int defaultRounds, Optional<MicrobenchmarkSet> microbenchmarks) {
        this.name = name;
        this.description = description;
        this.defaultRounds = defaultRounds;
        this.microbenchmarks = microbenchmarks;
    }

    public final String name() {
        return name;
    }

    public final String description() {
        return description;
    }

    public final int defaultRounds() {
        return defaultRounds;
    }

    /**
     * What one round runs, one process each.
     *
     * @param number of the round; the first is 1
     * @param threads of each engine, where the suite says nothing else
     */
    List<PlannedRun> round(int number, int threads) {
        return List.of();
    }

    /**
     * What the suite runs, round after round with every engine in each: what slows the machine down then slows all down.
     *
     * @param rounds at least 1, or 0 for a suite that has no number of them
     * @param available whether an engine can be started; others are left out
     */
    public final ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        return new ComparisonPlan(
                Optional.of(name),
                IntStream.rangeClosed(1, Math.max(1, rounds))
                        .boxed()
                        .flatMap(number -> round(number, threads).stream())
                        .filter(run -> available.test(run.engine()))
                        .toList(),
                microbenchmarks);
    }

    /** The engines that the suite starts where all can be. */
    public final List<String> engines() {
        return round(1, 1).stream().map(PlannedRun::engine).distinct().toList();
    }

    /** A task on random numbers, which needs no files. */
    static TaskSpec onNoise(String name, NetworkSpec network, OptimizerSpec optimizer, int batchSize, int samples) {
        var noise = new DataSetSpec.Noise(network.input(), 10, samples + 1, 1);
        return new TaskSpec(
                name,
                new DataSpec(noise, samples, 0, 1, DataSpec.Scaling.NONE, 0, 1),
                TrainingSpec.of(network, optimizer, batchSize, 1));
    }

    /** Notes, with what there is to say of intervals. */
    static List<String> notes(Optional<String> ofIntervals, String... notes) {
        return Stream.concat(Stream.of(notes), ofIntervals.stream()).toList();
    }

    static String median(Optional<SamplesByStart> samples) {
        return Numbers.withInterval(samples.map(BOOTSTRAP::median));
    }

    /** The tables and charts of one of its records. */
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.of(record);
    }

    /** Whether the suite has targets. */
    public boolean hasTargets() {
        return false;
    }

    /** What is to be reached, with what the record has of it. */
    List<Target> targets(ComparisonRecord record) {
        return List.of();
    }

    /** Whether every target is reached, and there is one. */
    public final boolean reached(ComparisonRecord record) {
        var targets = targets(record);
        return !targets.isEmpty() && targets.stream().allMatch(Target::reached);
    }

    /** Runs that what was measured asks for; asked for once, when all of the plan is measured. */
    public List<PlannedRun> onceMore(ComparisonRecord measured) {
        return List.of();
    }

    /** Whether what was measured fails the command, targets left out of account. */
    public boolean failed(ComparisonRecord record) {
        return false;
    }
}
