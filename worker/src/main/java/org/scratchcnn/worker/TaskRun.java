package org.scratchcnn.worker;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.InsufficientMemoryException;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.train.Evaluator;
import org.scratchcnn.train.TrainingDivergedException;
import org.scratchcnn.train.TrainingLoop;
import org.scratchcnn.worker.record.DecisionRegions;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingSeries;

/** One request, carried out. What was measured before a failure is kept. */
final class TaskRun {

    private final Engine engine;
    private final WorkerRequest.Measure request;
    private final PlannedRun planned;
    private final TrainingSpec training;
    private final Function<WorkerRequest.Measure, TaskData> dataProvider;
    private final Consumer<WorkerEvent> events;
    private final PrintStream log;
    private final ProcessClock clock;
    private final JvmFacts jvm = JvmFacts.running();

    private final List<EpochResult> epochs = new ArrayList<>();
    private final List<TimingSeries> timings = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private List<LayerTiming> layers = List.of();
    private @Nullable EngineFacts facts;
    private @Nullable DataFingerprint fingerprint;
    private @Nullable Evaluation test;
    private @Nullable DecisionRegions regions;

    /**
     * A run that has not begun.
     *
     * @param events told of progress, {@link WorkerEvent.Finished} excepted
     * @param log gets a failure's stack trace
     * @param clock of the process, standing still
     */
    TaskRun(
            Engine engine,
            WorkerRequest.Measure request,
            Function<WorkerRequest.Measure, TaskData> dataProvider,
            Consumer<WorkerEvent> events,
            PrintStream log,
            ProcessClock clock) {
        this.engine = engine;
        this.request = request;
        this.planned = request.planned();
        this.training = planned.task().training();
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
                planned.task(),
                planned.protocol(),
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
            if (engine.supports(training) instanceof Support.No(var reason)) {
                return new Outcome.Unsupported(reason);
            }
            measure();
            return new Outcome.Completed();
        } catch (TrainingDivergedException | DataException | InsufficientMemoryException e) {
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
        var data = dataProvider.apply(request);
        fingerprint = data.fingerprint();
        var initial = ParameterInitializer.draw(training);
        clock.start();
        try (var session = engine.open(training, initial, request.options())) {
            takeFirstSteps(session, data.training());
            facts = session.facts();
            events.accept(new WorkerEvent.Started(jvm, session.facts(), data.fingerprint()));
            var timer = new StepTimer(session, data.training(), planned.timing());
            planned.operations().forEach(operation -> timings.add(timer.time(operation)));
            switch (planned.protocol()) {
                case TIME_STEPS, START -> {}
                case LAYERS -> {
                    if (!session.parts().isEmpty()) {
                        session.restore(initial);
                        layers = timer.timeParts();
                    }
                }
                case TRAIN -> train(session, initial, data);
            }
            // Asked again: some engines know only after their first steps what they run with.
            facts = session.facts();
        }
    }

    private void takeFirstSteps(Session session, BatchSource samples) {
        if (planned.milestones().isEmpty()) {
            return;
        }
        var batches = new FullBatches(samples);
        for (int step = 1; step <= planned.milestones().getLast(); step++) {
            double loss = session.step(batches.next());
            if (planned.milestones().contains(step)) {
                clock.stop();
                milestones.add(new Milestone(step, clock.milliseconds(), ResidentMemory.peakBytes()));
                Finite.requireLoss(loss, "taking step " + step);
                clock.start();
            }
        }
    }

    private void train(Session session, ParameterSnapshot initial, TaskData data) {
        session.restore(initial);
        var network = training.network();
        var validation = data.validation();
        var testEvaluator = new Evaluator(data.test(), network);
        var epochEvaluator = validation == null ? testEvaluator : new Evaluator(validation, network);
        var target = planned.target();
        var reporter = new ProgressReporter(training.epochs(), this::tell, System::nanoTime);
        new TrainingLoop(session, data.training(), epochEvaluator::evaluate, reporter)
                .run(training.epochs(), epoch -> target != null && epoch.reaches(target));
        // Without validation samples the last epoch was evaluated on the test samples already.
        test = validation == null ? epochs.getLast().evaluation() : testEvaluator.evaluate(session);
        Finite.requireLoss(test.loss(), "evaluating on the test samples");
        // Other seeds' regions would look alike, and fill the record.
        if (training.seed() == 1 && training.network().input().equals(Shape.features(2))) {
            regions = PlaneProbe.probe(session, data.test());
        }
    }

    /** Keeps what an event says of an epoch, too. */
    private void tell(WorkerEvent event) {
        events.accept(event);
        if (event instanceof WorkerEvent.EpochDone(var result)) {
            epochs.add(result);
            Finite.requireLoss(result.evaluation().loss(), "evaluating after epoch " + result.epoch());
        }
    }
}
