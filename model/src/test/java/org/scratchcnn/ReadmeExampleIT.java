package org.scratchcnn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's example, as it stands there: compiled, and run for one epoch on drawn images in the place of Fashion-MNIST. */
class ReadmeExampleIT {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(var network = Network.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theExampleTrainsEvaluatesPredictsAndSaves() throws IOException, InterruptedException {
        var readme = EXAMPLE.matcher(Files.readString(Path.of("../README.md")));
        assertThat(readme.find()).as("README has the example").isTrue();
        var example = readme.group(1);
        assertThat(example).contains("epochs(5)", "shoe.png", "fashion.safetensors");
        compile(example.replace("epochs(5)", "epochs(1)"));
        drawSet(folder.resolve("data").resolve("fashion-mnist"));
        ImageIO.write(
                new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("shoe.png").toFile());

        var output = run();

        assertThat(output.lines()).hasSize(2);
        assertThat(Double.parseDouble(output.lines().findFirst().orElseThrow())).isBetween(0.5, 1.0);
        try (var model = Model.load(folder.resolve("fashion.safetensors"))) {
            assertThat(model.classNames()).contains("ankle boot");
            assertThat(model.history().epochs()).hasSize(1);
        }
    }

    private void compile(String example) throws IOException {
        var source = folder.resolve("Example.java");
        Files.writeString(source, """
                import static org.scratchcnn.Layers.*;
                import static org.scratchcnn.network.OptimizerSpec.*;

                import java.nio.file.Path;
                import org.scratchcnn.*;

                class Example {
                    static void main() throws Exception {
                %s
                    }
                }
                """.formatted(example));
        var errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as(errors.toString(UTF_8)).isZero();
    }

    private String run() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:ObjectAlignmentInBytes=64",
                        "-Dcnn.data=" + folder.resolve("data"),
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Example")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    /** Four files as the set has them, with fewer images: the class is the row that is bright. */
    private static void drawSet(Path set) throws IOException {
        Files.createDirectories(set);
        var random = new SplittableRandom(1);
        for (var part : List.of("train", "t10k")) {
            int count = part.equals("train") ? 600 : 100;
            var labels = new byte[count];
            var pixels = new byte[28 * 28 * count];
            for (int n = 0; n < count; n++) {
                labels[n] = (byte) (n % 10);
                for (int i = 0; i < 28 * 28; i++) {
                    boolean bright = i / 28 / 2 - 2 == labels[n];
                    pixels[28 * 28 * n + i] = (byte) (random.nextInt(60) + (bright ? 190 : 0));
                }
            }
            Files.write(set.resolve(part + "-images-idx3-ubyte"), idx(pixels, count, 28, 28));
            Files.write(set.resolve(part + "-labels-idx1-ubyte"), idx(labels, count));
        }
    }

    private static byte[] idx(byte[] values, int... extents) {
        var file = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
        file.putInt(0x0800 + extents.length);
        Arrays.stream(extents).forEach(file::putInt);
        return file.put(values).array();
    }
}
