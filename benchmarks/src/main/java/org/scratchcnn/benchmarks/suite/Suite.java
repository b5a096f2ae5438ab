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

    /** Whether every target was measured and is reached; false if there is none. */
    default boolean reached(ComparisonRecord record) {
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
