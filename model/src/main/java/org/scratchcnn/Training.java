package org.scratchcnn;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.Progress.Settings;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.TrainingState;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.train.Evaluator;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.train.TrainingDivergedException;
import org.scratchcnn.train.TrainingListener;
import org.scratchcnn.train.TrainingLoop;
import org.scratchcnn.train.TrainingPosition;

/** One {@link Model#fit}. */
final class Training {

    private final Network network;
    private final long seed;
    private final Fit fit;
    private final TrainingSpec training;
    private final Settings settings;
    private final Dataset data;
    private final @Nullable Dataset validation;
    private final TrainingPosition begin;
    private final Optional<TrainingState> resumed;
    private final Consumer<ModelState> become;
    private ModelState state;
    private final BooleanSupplier stopped;
    private @Nullable TrainingLoop loop;

    /**
     * A training that has not begun.
     *
     * @param become told what the model has become, after each epoch and where it ends
     * @param stopped asked after each step whether it was the last
     * @throws IllegalArgumentException if the settings don't suit the data
     */
    Training(
            Network network,
            long seed,
            ModelState before,
            Dataset data,
            Fit fit,
            Consumer<ModelState> become,
            BooleanSupplier stopped) {
        this.network = network;
        this.seed = seed;
        this.fit = fit;
        this.become = become;
        this.stopped = stopped;
        if (fit.validationShare() > 0) {
            var split = data.split(fit.validationShare(), seed);
            this.data = split.rest();
            this.validation = split.held();
        } else {
            this.data = data;
            this.validation = null;
        }
        if (fit.batchSize() > this.data.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Batches of %d samples are larger than the data, which have %d to train on; take smaller ones",
                    fit.batchSize(),
                    this.data.size()));
        }
        int perEpoch = Math.ceilDiv(this.data.size(), fit.batchSize());
        var span = new Schedule.Span(0, Math.multiplyFull(fit.epochs(), perEpoch), perEpoch);
        this.training = new TrainingSpec(
                network.spec(),
                fit.optimizer(),
                fit.schedule().over(span),
                fit.clipping(),
                fit.decay(),
                fit.averaging().apply(span.end()),
                InitSpec.PYTORCH_DEFAULT,
                fit.batchSize(),
                fit.epochs(),
                seed,
                fit.statistics(),
                fit.groups().over(span));
        this.settings = Settings.of(training, fit, data);
        requireTrained();
        requireStatistics();
        this.state = new ModelState(
                before.parameters(),
                data.classNames(),
                data.input().orElse(null),
                data.source(),
                before.history(),
                before.progress());
        var progress = before.progress();
        if (progress != null && progress.settings().equals(settings)) {
            requireRate(training.schedule(), progress.steps());
            this.begin = progress.position();
            this.resumed = Optional.of(
                    new TrainingState(before.parameters(), progress.optimizer(), progress.steps(), progress.plateau()));
        } else {
            requireWholeEpochs(progress);
            this.begin = TrainingPosition.beginOf(before.history().epochs().size() + 1);
            this.resumed = Optional.empty();
        }
    }

    private void requireTrained() {
        var resolved = training.network().resolve();
        if (resolved.operations().stream().noneMatch(training::trains)) {
            throw new IllegalArgumentException(
                    "All layers of %s that have parameters are frozen; leave one to be trained"
                            .formatted(resolved.name()));
        }
    }

    /** Refused here, not at the end of the first epoch. */
    private void requireStatistics() {
        int last = data.size() % fit.batchSize();
        try {
            training.requireStatistics(network.spec().resolve(), last == 0 ? fit.batchSize() : last);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d samples in batches of %d end in a batch of one: %s",
                            data.size(),
                            fit.batchSize(),
                            e.getMessage()),
                    e);
        }
    }

    /** Going on where nothing moves any more would be in vain. */
    private static void requireRate(ScheduleSpec schedule, long steps) {
        if (schedule.multiplier(steps) == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The schedule of the learning rate has come to its end at 0 in %d steps; to go on, give another one",
                    steps));
        }
    }

    private static void requireWholeEpochs(@Nullable Progress progress) {
        if (progress != null && progress.position().step() > 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The last training was stopped in epoch %d, after %d batches; finish the epoch first with the same data, batches of %d, validation share of %s, and %s at %s",
                    progress.position().epoch(),
                    progress.position().step(),
                    progress.settings().batchSize(),
                    progress.settings().validationShare(),
                    progress.settings().optimizer().getClass().getSimpleName(),
                    progress.settings().optimizer().learningRate()));
        }
    }

    /** Trains, until done or stopped. */
    void run() {
        try (var session =
                ScratchEngines.lanes().open(training, state.parameters(), new EngineOptions(fit.threads()))) {
            resumed.ifPresent(session::resume);
            var begun = new TrainingLoop(
                    session, data.shuffled(fit.batchSize(), seed), evaluator(), new Listener(session), begin);
            if (stopped.getAsBoolean()) {
                begun.stop();
            }
            loop = begun;
            begun.run(fit.epochs());
            if (begun.position().step() > 0) {
                become(session, begun.position(), state.history());
            }
        }
    }

    private Function<InferenceSession, Evaluation> evaluator() {
        return validation == null
                ? _ -> Evaluation.NONE
                : new Evaluator(validation.inOrder(fit.batchSize()), network.spec())::evaluate;
    }

    private void become(Session session, TrainingPosition position, History history) {
        var reached = session.state();
        reached.parameters().notFinite().or(reached.optimizer()::notFinite).ifPresent(value -> {
            throw TrainingDivergedException.ofValue(value, position);
        });
        state = new ModelState(
                reached.parameters(),
                state.classNames(),
                state.input(),
                state.data(),
                history,
                new Progress(settings, position, reached.steps(), reached.optimizer(), reached.plateau()));
        become.accept(state);
    }

    private void stopIfAsked() {
        if (loop != null && stopped.getAsBoolean()) {
            loop.stop();
        }
    }

    private final class Listener implements TrainingListener {

        private final Session session;
        private TrainingPosition last = begin;

        Listener(Session session) {
            this.session = session;
        }

        @Override
        public void stepDone(TrainingPosition position, int steps, double loss) {
            last = position;
            fit.listener().stepDone(position, steps);
            stopIfAsked();
        }

        @Override
        public boolean wantsCorrect() {
            return true;
        }

        @Override
        public void epochDone(EpochResult result) {
            var evaluation = result.evaluation();
            var epoch = new History.Epoch(
                    result.epoch(),
                    result.trainingLoss(),
                    data.classNames().isEmpty() ? Double.NaN : (double) last.correct() / last.samples(),
                    result.trainingSeconds(),
                    result.samples(),
                    validation == null ? null : new History.Validation(evaluation.loss(), evaluation.accuracy()));
            var epochs = new ArrayList<>(state.history().epochs());
            epochs.add(epoch);
            become(session, TrainingPosition.beginOf(result.epoch() + 1), new History(epochs));
            fit.listener().epochDone(epoch);
            stopIfAsked();
        }
    }
}
