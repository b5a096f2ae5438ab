package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.function.Predicate;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;

/** What is measured for one purpose: what it runs, what is drawn of it, and what it is to reach. */
public interface Suite {

    /** As users type it and as records name it, for example {@code headline}. */
    String name();

    /** One line for the help of commands. */
    String description();

    /** How many times each run of the plan is repeated where nobody asks for another number; 0 if that can't be chosen. */
    int defaultRounds();

    /**
     * What the suite runs. The rounds are one after the other, every engine in each, so that whatever slows the machine
     * down for a while slows all of them down.
     *
     * @param rounds processes for each engine and task; where {@link #defaultRounds} is 0 it is left out of account
     * @param threads of each engine, where the suite says nothing else
     * @param available whether an engine can be started; others are left out
     */
    ComparisonPlan plan(int rounds, int threads, Predicate<String> available);

    /** The tables and charts of one of its records. */
    ReportContent report(ComparisonRecord record);

    /** Whether the suite has targets. */
    default boolean hasTargets() {
        return false;
    }

    /** What is to be reached, with what the record has of it; none if the suite has no targets. */
    default List<Target> targets(ComparisonRecord record) {
        return List.of();
    }

    /** Whether every target is reached, and there is one. */
    default boolean reached(ComparisonRecord record) {
        var targets = targets(record);
        return !targets.isEmpty() && targets.stream().allMatch(Target::reached);
    }

    /** Runs that what was measured asks for; asked for once, when all of the plan is measured. */
    default List<PlannedRun> onceMore(ComparisonRecord measured) {
        return List.of();
    }

    /** Whether what was measured fails the command, targets left out of account. */
    default boolean failed(ComparisonRecord record) {
        return false;
    }

    /** The engines that the suite starts where all can be. */
    default List<String> engines() {
        return plan(Math.max(1, defaultRounds()), 1, _ -> true).runs().stream()
                .map(PlannedRun::engine)
                .distinct()
                .toList();
    }
}
