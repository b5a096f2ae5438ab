package org.scratchcnn.worker;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.Evaluator;
import org.scratchcnn.engine.InsufficientMemoryException;
import org.scratchcnn.engine.NonFiniteLossException;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.engine.TrainingListener;
import org.scratchcnn.engine.TrainingLoop;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.worker.record.DecisionRegions;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordJson;
import org.scratchcnn.worker.record.TimingSeries;

/** One request, carried out. What was measured before a failure is kept. */
final class TaskRun {

    private final Engine engine;
    private final WorkerRequest request;
    private final DataProvider dataProvider;
    private final Consumer<WorkerEvent> events;
    private final PrintStream log;
    private final ProcessClock clock;
    private final JvmFacts jvm = RunningJvm.facts();

    private final List<EpochResult> epochs = new ArrayList<>();
    private final List<TimingSeries> timings = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private @Nullable EngineFacts facts;
    private @Nullable DataFingerprint fingerprint;
    private @Nullable Evaluation test;
    private @Nullable DecisionRegions regions;
    private @Nullable List<LayerTiming> layers;

    /**
     * A run that has not begun.
     *
     * @param events told of progress, {@link WorkerEvent.Finished} excepted
     * @param log gets a failure's stack trace
     * @param clock of the process, standing still
     */
    TaskRun(
            Engine engine,
            WorkerRequest request,
            DataProvider dataProvider,
            Consumer<WorkerEvent> events,
            PrintStream log,
            ProcessClock clock) {
        this.engine = engine;
        this.request = request;
        this.dataProvider = dataProvider;
        this.events = events;
        this.log = log;
        this.clock = clock;
    }

    /** Does all that was asked; a failure is an outcome, never an exception. */
    EngineRun execute() {
        clock.start();
        var outcome = outcome();
        return new EngineRun(
                engine.name(),
                request.task(),
                RecordJson.taskHash(request.task()),
                request.protocol(),
                request.options(),
                jvm,
                facts,
                fingerprint,
                epochs,
                test,
                timings,
                milestones,
                regions,
                layers,
                outcome);
    }

    /** Errors such as exhausted memory or native libraries that don't load are outcomes too. */
    private Outcome outcome() {
        try {
            return switch (engine.supports(request.task().training())) {
                case Support.No(var reason) -> new Outcome.Unsupported(reason);
                case Support.Yes _ -> {
                    measure();
                    yield new Outcome.Completed();
                }
            };
        } catch (NonFiniteLossException | DataException | InsufficientMemoryException e) {
            e.printStackTrace(log);
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            e.printStackTrace(log);
            var message = e.getMessage();
            var kind = e.getClass().getSimpleName();
            return new Outcome.Failed(message == null ? kind : kind + ": " + message);
        }
    }

    private void measure() {
        clock.stop();
        var data = dataProvider.load(request);
        fingerprint = data.fingerprint();
        var training = request.task().training();
        var initial = ParameterInitializer.draw(training);
        clock.start();
        try (var session = engine.open(training, initial, request.options())) {
            passMilestones(session, data.training());
            facts = session.facts();
            events.accept(new WorkerEvent.Started(jvm, session.facts(), data.fingerprint()));
            timeOperations(session, data);
            switch (request.protocol()) {
                case TIME_STEPS, START -> {}
                case LAYERS -> timeLayers(session, initial, data);
                case TRAIN -> train(session, training, initial, data);
            }
            // Asked again: some engines know only after their first steps what they run with.
            facts = session.facts();
        }
    }

    private void passMilestones(Session session, BatchSource samples) {
        if (request.milestones().isEmpty()) {
            return;
        }
        var batches = new FullBatches(samples);
        for (int step = 1; step <= request.milestones().getLast(); step++) {
            double loss = session.step(batches.next());
            if (request.milestones().contains(step)) {
                clock.stop();
                milestones.add(new Milestone(step, clock.milliseconds(), ResidentMemory.peakBytes()));
                Finite.requireLoss(loss, "taking step " + step);
                clock.start();
            }
        }
    }

    private void timeOperations(Session session, TaskData data) {
        var timer = new StepTimer(session, data.training(), request.timing(), System::nanoTime);
        for (var operation : request.operations()) {
            timings.add(timer.time(operation));
        }
    }

    private void timeLayers(Session session, ParameterSnapshot initial, TaskData data) {
        if (!session.parts().isEmpty()) {
            session.restore(initial);
            layers = new LayerTimer(session, data.training(), request.timing()).time();
        }
    }

    private void train(Session session, TrainingSpec training, ParameterSnapshot initial, TaskData data) {
        session.restore(initial);
        var loss = training.network().loss();
        var validation = data.validation();
        var testEvaluator = new Evaluator(data.test(), loss);
        var epochEvaluator = validation == null ? testEvaluator : new Evaluator(validation, loss);
        var target = request.target();
        new TrainingLoop(session, data.training(), epochEvaluator, listener(training.epochs()))
                .run(training.epochs(), epoch -> target != null && epoch.reaches(target));
        // Without validation samples the last epoch was evaluated on the test samples already.
        test = validation == null ? epochs.getLast().evaluation() : testEvaluator.evaluate(session);
        Finite.requireLoss(test.loss(), "evaluating on the test samples");
        Finite.requireParameters(session.snapshot());
        if (request.decisionRegions() && training.network().input().equals(Shape.features(2))) {
            regions = PlaneProbe.probe(session, data.test());
        }
    }

    private TrainingListener listener(int epochCount) {
        var reporter = new ProgressReporter(epochCount, events, System::nanoTime);
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, int step, int steps, int samples, double loss) {
                reporter.stepDone(epoch, step, steps, samples, loss);
            }

            @Override
            public void epochDone(EpochResult result) {
                epochs.add(result);
                reporter.epochDone(result);
                Finite.requireLoss(result.evaluation().loss(), "evaluating after epoch " + result.epoch());
            }
        };
    }
}
