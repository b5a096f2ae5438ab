/**
 * The library's front door: engines that build a described network, train it and predict.
 *
 * {@snippet :
 * var training = TrainingSpec.of(network, OptimizerSpec.adam(1e-3), 32, 10);
 * try (var session = ScratchEngines.lanes().open(training)) {
 *     new TrainingLoop(session, trainingSamples, new Evaluator(testSamples, network.loss()), TrainingListener.NONE)
 *             .run(training.epochs());
 *     int[] classes = new Classifier(session, network).predict(images, count);
 * }
 * }
 */
@NullMarked
package org.scratchcnn.train;

import org.jspecify.annotations.NullMarked;
