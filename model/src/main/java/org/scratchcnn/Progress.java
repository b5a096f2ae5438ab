package org.scratchcnn;

import java.util.List;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.Plateau;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.train.TrainingPosition;

/**
 * Where a model's training stands, so that it can go on.
 *
 * @param settings of the training
 * @param position in its data
 * @param steps that the optimizer has done
 * @param optimizer what it remembers
 * @param plateau where a schedule stands that follows the loss
 */
record Progress(
        Settings settings, TrainingPosition position, long steps, ParameterSnapshot optimizer, Plateau plateau) {

    /**
     * All that decides which steps follow.
     *
     * @param samples that are trained on, by their SHA-256
     */
    record Settings(
            OptimizerSpec optimizer,
            ScheduleSpec schedule,
            ClippingSpec clipping,
            DecaySpec decay,
            AveragingSpec averaging,
            List<ParameterGroup> groups,
            BatchStatisticsSpec statistics,
            int batchSize,
            double validationShare,
            String samples) {

        static Settings of(TrainingSpec training, Fit fit, Dataset data) {
            return new Settings(
                    training.optimizer(),
                    training.schedule(),
                    training.clipping(),
                    training.decay(),
                    training.averaging(),
                    training.groups(),
                    training.statistics(),
                    training.batchSize(),
                    fit.validationShare(),
                    data.fingerprint());
        }

        Fit fit() {
            return Fit.DEFAULT
                    .optimizer(optimizer)
                    .schedule(schedule)
                    .clipping(clipping)
                    .averaging(averaging)
                    .decay(decay)
                    .groups(_ -> groups)
                    .statistics(statistics)
                    .batchSize(batchSize)
                    .validation(validationShare);
        }
    }
}
