package org.scratchcnn.reports.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.reports.statistics.OlympicMean;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;

/**
 * How long one engine's runs of a task took to an accuracy.
 *
 * @param attempts one a run, in the order of their seeds
 * @param counted indices of the attempts whose mean is the result, by {@link OlympicMean}; empty if too many did not
 *     converge
 */
public record TimeToAccuracy(EngineResult engine, List<Attempt> attempts, Optional<Set<Integer>> counted) {

    public TimeToAccuracy {
        attempts = List.copyOf(attempts);
        counted = counted.map(Set::copyOf);
    }

    /** A run, and what became of it. */
    public record Attempt(EngineRun run, Ending ending) {}

    /** What became of a run that was to reach an accuracy. */
    public sealed interface Ending permits Converged, NotConverged, NotPublished {}

    /**
     * It got there.
     *
     * @param epochs the first whose evaluation reached the accuracy
     * @param accuracy in that evaluation
     * @param computeSeconds within training steps, up to there
     * @param endToEndSeconds of training up to there, with making batches; evaluation is off the clock
     */
    public record Converged(int epochs, double accuracy, double computeSeconds, double endToEndSeconds)
            implements Ending {}

    /**
     * It did not get there in as many epochs as it was given.
     *
     * @param best accuracy that it came to
     */
    public record NotConverged(int epochs, double best) implements Ending {}

    /** Its figures may not be published, for this reason. */
    public record NotPublished(String why) implements Ending {}

    /** The accuracy at which a task's trainings were to stop; empty if they were to train for a number of epochs. */
    public static OptionalDouble target(ComparisonRecord record, TaskResult result) {
        return record.plan().runs().stream()
                .filter(planned -> planned.task().withSeed(1).equals(result.task()))
                .flatMap(planned -> Stream.ofNullable(planned.target()))
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    /** The engines that were to train, each with all its runs but those that it can't express. */
    public static List<TimeToAccuracy> of(TaskResult result, double target) {
        var engines = new ArrayList<TimeToAccuracy>();
        for (var engine : result.engines()) {
            var attempts = engine.attempted().stream()
                    .map(run -> new Attempt(run, ending(run, target)))
                    .toList();
            if (!attempts.isEmpty()) {
                double[] seconds = attempts.stream()
                        .mapToDouble(attempt -> switch (attempt.ending()) {
                            case Converged converged -> converged.endToEndSeconds();
                            case NotConverged _, NotPublished _ -> Double.POSITIVE_INFINITY;
                        })
                        .toArray();
                engines.add(new TimeToAccuracy(engine, attempts, OlympicMean.counted(seconds)));
            }
        }
        return engines;
    }

    private static Ending ending(EngineRun run, double target) {
        var obstacle = Publication.obstacle(run);
        if (obstacle.isPresent()) {
            return new NotPublished(obstacle.get());
        }
        double compute = 0;
        double endToEnd = 0;
        for (var epoch : run.epochs()) {
            compute += epoch.stepSeconds();
            endToEnd += epoch.trainingSeconds();
            if (epoch.reaches(target)) {
                return new Converged(epoch.epoch(), epoch.evaluation().accuracy(), compute, endToEnd);
            }
        }
        return new NotConverged(
                run.epochs().size(),
                run.epochs().stream()
                        .map(EpochResult::evaluation)
                        .mapToDouble(evaluation -> evaluation.accuracy())
                        .max()
                        .orElse(0));
    }

    /** The runs that got there. */
    public List<Converged> converged() {
        return attempts.stream()
                .flatMap(attempt -> attempt.ending() instanceof Converged converged
                        ? Stream.of(converged)
                        : Stream.<Converged>empty())
                .toList();
    }

    /** The runs whose mean is the result; empty if there is no result. */
    public List<Converged> result() {
        return counted.stream()
                .flatMap(Set::stream)
                .map(index -> attempts.get(index).ending())
                .flatMap(ending ->
                        ending instanceof Converged converged ? Stream.of(converged) : Stream.<Converged>empty())
                .toList();
    }
}
