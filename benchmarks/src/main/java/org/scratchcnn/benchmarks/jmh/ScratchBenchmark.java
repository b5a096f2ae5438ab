package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.layer.LayerActivations;

/** How benchmarks are timed where neither a set nor JMH's command line says otherwise, and the numbers they work on. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:ObjectAlignmentInBytes=64",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
        })
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public abstract class ScratchBenchmark {

    final SplittableRandom random = new SplittableRandom(1);

    /** Numbers between −1 and 1. */
    final float[] draw(int count) {
        return fill(new float[count]);
    }

    /** The same, into an array that there is. */
    final float[] fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    /** What a layer works on: its input and its output's gradient are drawn. */
    final LayerActivations draw(Kernels kernels, Layout x, Layout y, Layout dy, Layout dx) {
        var input = kernels.allocate(x);
        var output = kernels.allocate(y);
        var outputGradient = kernels.allocate(dy);
        var inputGradient = kernels.allocate(dx);
        kernels.pack(draw(x.maxBatch() * x.sampleSize()), 0, x.maxBatch(), input);
        kernels.pack(draw(y.maxBatch() * y.sampleSize()), 0, y.maxBatch(), outputGradient);
        output.setImages(y.maxBatch());
        inputGradient.setImages(x.maxBatch());
        return new LayerActivations(input, output, outputGradient, inputGradient);
    }
}
