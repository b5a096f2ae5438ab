package org.scratchcnn;

import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Plateau;
import org.scratchcnn.network.ScheduleSpec;
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
            AveragingSpec averaging,
            int batchSize,
            double validationShare,
            String samples) {

        static Settings of(Fit fit, ScheduleSpec schedule, AveragingSpec averaging, Dataset data) {
            return new Settings(
                    fit.optimizer(),
                    schedule,
                    fit.clipping(),
                    averaging,
                    fit.batchSize(),
                    fit.validationShare(),
                    data.fingerprint());
        }

        Fit fit() {
            return Fit.DEFAULT
                    .optimizer(optimizer)
                    .schedule(schedule)
                    .clipping(clipping)
                    .averaging(averaging)
                    .batchSize(batchSize)
                    .validation(validationShare);
        }
    }
}
