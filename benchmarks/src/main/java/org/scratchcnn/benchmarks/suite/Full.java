package org.scratchcnn.benchmarks.suite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.PlannedRun;

/** The comparison at length, for figures to quote: what {@link Verify} runs, longer and from several seeds. */
final class Full extends Suite {

    Full() {
        super(
                "full",
                "the same at length and from three seeds, for figures to quote; about half an hour",
                3,
                Optional.of(MicrobenchmarkSet.CONVOLUTIONS));
    }

    @Override
    List<PlannedRun> round(int number, int threads) {
        return Verify.runs(Stream.of(
                        Tasks.spiral(),
                        Tasks.fashionMnist().withEpochs(2),
                        Tasks.cifar10().withEpochs(2))
                .map(task -> task.withSeed(number)));
    }
}
