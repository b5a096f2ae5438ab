package org.scratchcnn.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;

/** The comparison at length, for figures to quote: what {@link Verify} runs, longer and from several seeds. */
final class Full implements Suite {

    @Override
    public String name() {
        return "full";
    }

    @Override
    public String description() {
        return "the same at length and from three seeds, for figures to quote; about an hour";
    }

    @Override
    public int defaultRounds() {
        return 3;
    }

    /** One seed a round, so that engines take turns. */
    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        var runs = new ArrayList<PlannedRun>();
        for (int seed = 1; seed <= rounds; seed++) {
            for (var task : List.of(
                    Tasks.spiral(),
                    Tasks.fashionMnist().withEpochs(2),
                    Tasks.cifar10().withEpochs(2))) {
                runs.addAll(ComparisonPlan.runs(task.withSeed(seed), Verify.TRAINED, Verify.TIMED));
            }
        }
        runs.add(Verify.refused());
        return new ComparisonPlan(Optional.of(name()), runs, Optional.of(MicrobenchmarkSet.KERNELS));
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.of(record);
    }
}
