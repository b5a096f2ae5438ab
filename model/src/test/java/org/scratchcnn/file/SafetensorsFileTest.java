package org.scratchcnn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.zoo.Tasks;

class SafetensorsFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("model.safetensors");
    }

    @Test
    void readsBackANetworksParametersBitForBitAndInOrder() throws IOException {
        var snapshot = ParameterInitializer.draw(Tasks.fashionMnist().training());

        new SafetensorsFile(snapshot).write(file);
        var read = SafetensorsFile.read(file);

        assertSame(read.snapshot(), snapshot);
        assertThat(read.metadata()).isEmpty();
        assertThat(Files.size(file) % 8).isEqualTo(206_922 * 4 % 8);
    }

    @Test
    void keepsValuesThatAreNoNumbersAndTensorsWithoutValues() throws IOException {
        var snapshot = snapshot(Map.of(
                "odd",
                new Tensor(List.of(5), new float[] {Float.NaN, -0f, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1}),
                "scalar",
                new Tensor(List.of(), new float[] {7}),
                "nothing",
                new Tensor(List.of(3, 0), new float[0])));

        new SafetensorsFile(snapshot).write(file);

        assertSame(SafetensorsFile.read(file).snapshot(), snapshot);
    }

    @Test
    void keepsMetadata() throws IOException {
        var metadata = new TreeMap<>(Map.of("task", "spiral", "note", "line\nbreak, \"quotes\" and ü"));

        new SafetensorsFile(snapshot(Map.of("w", new Tensor(List.of(1), new float[] {1}))), metadata).write(file);

        assertThat(SafetensorsFile.read(file).metadata()).isEqualTo(metadata);
    }

    @Test
    void writesTheFormatByteForByte() throws IOException {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("0.weight", new Tensor(List.of(1, 2), new float[] {1, -2}));
        tensors.put("0.bias", new Tensor(List.of(1), new float[] {0.5f}));

        new SafetensorsFile(new ParameterSnapshot(tensors), new TreeMap<>(Map.of("k", "v"))).write(file);

        var header = "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
        assertThat(header).hasSize(147);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes(152, header + "     ", new byte[] {
            0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0, 0, 0, 0, 0x3f
        }));
    }

    @Test
    void readsAHandMadeFileWhoseHeaderIsNotInFileOrder() throws IOException {
        var header = " { \"b\": {\"data_offsets\": [4, 12], \"shape\": [2, 1], \"dtype\": \"F32\"},\n"
                + "\"a\": {\"dtype\": \"F32\", \"shape\": [], \"data_offsets\": [0, 4]} } ";
        write(header, new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40});

        var snapshot = SafetensorsFile.read(file).snapshot();

        assertThat(snapshot.tensors().keySet()).containsExactly("b", "a");
        assertThat(snapshot.tensor("b").shape()).containsExactly(2, 1);
        assertThat(snapshot.tensor("b").values()).containsExactly(2, 3);
        assertThat(snapshot.tensor("a").values()).containsExactly(1);
    }

    @Test
    void refusesAFileThatIsShorterThanItsLengthField() throws IOException {
        Files.write(file, new byte[5]);

        refuses("has 5 bytes, but a safetensors file begins with 8 bytes that give its header's length");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "9223372036854775807, 9223372036854775807",
        "-1, 18446744073709551615",
        "-9223372036854775808, 9223372036854775808"
    })
    void refusesAHeaderLongerThanTheFile(long length, String claimed) throws IOException {
        Files.write(file, bytes(length, "{}", new byte[0]));

        refuses("its first 8 bytes claim a header of " + claimed
                + " bytes, but 2 bytes follow: it is truncated, or no safetensors file");
    }

    @Test
    void refusesAHeaderThatIsNoJsonObject() throws IOException {
        write("[]", new byte[0]);
        refuses("its header must be a JSON object, but is ARRAY");

        write("{\"a\": ", new byte[0]);
        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": its header is not valid JSON: ");

        Files.write(file, bytes(1, "", new byte[] {(byte) 0xff}));
        refuses("its header is not UTF-8 text");
    }

    @Test
    void refusesATensorNamedTwice() throws IOException {
        var entry = "\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}";
        write("{" + entry + ", " + entry + "}", new byte[4]);

        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": its header is not valid JSON: ")
                .hasMessageContaining("\"a\"");
    }

    @Test
    void readsHalfPrecision() throws IOException {
        write(
                "{\"a\": {\"dtype\": \"F16\", \"shape\": [5], \"data_offsets\": [0, 10]}}",
                shorts(0x3c00, 0xc001, 0x0001, 0xfc00, 0x7e00));

        assertThat(SafetensorsFile.read(file).snapshot().tensor("a").values())
                .containsExactly(1, -2.0019531f, 0x1p-24f, Float.NEGATIVE_INFINITY, Float.NaN);
    }

    @Test
    void readsBrainFloats() throws IOException {
        write(
                "{\"a\": {\"dtype\": \"BF16\", \"shape\": [2, 2], \"data_offsets\": [0, 8]}}",
                shorts(0x3f80, 0xc001, 0x0001, 0x7f80));

        assertThat(SafetensorsFile.read(file).snapshot().tensor("a").values())
                .containsExactly(1, -2.015625f, 0x1p-133f, Float.POSITIVE_INFINITY);
    }

    @Test
    void roundsDoublesAndKeepsThoseThatAreNoNumbers() throws IOException {
        write(
                "{\"a\": {\"dtype\": \"F64\", \"shape\": [4], \"data_offsets\": [0, 32]}}",
                doubles(0.1, -1e-300, Double.NEGATIVE_INFINITY, Double.NaN));

        assertThat(SafetensorsFile.read(file).snapshot().tensor("a").values())
                .containsExactly(0.1f, -0f, Float.NEGATIVE_INFINITY, Float.NaN);
    }

    @Test
    void refusesDoublesThatAreTooLargeForFloats() throws IOException {
        write(
                "{\"a\": {\"dtype\": \"F64\", \"shape\": [2], \"data_offsets\": [0, 16]}}",
                doubles(Float.MAX_VALUE, -3.5e38));

        refuses("tensor \"a\" holds -3.5E38 at index 1, out of a 32-bit float's range");
    }

    @Test
    void readsTensorsOfDifferentTypesFromOneFile() throws IOException {
        var data = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x3c00).putDouble(2).putFloat(3);
        write(
                "{\"half\": {\"dtype\": \"F16\", \"shape\": [1], \"data_offsets\": [0, 2]},"
                        + "\"double\": {\"dtype\": \"F64\", \"shape\": [1], \"data_offsets\": [2, 10]},"
                        + "\"float\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [10, 14]}}",
                data.array());

        var snapshot = SafetensorsFile.read(file).snapshot();

        assertThat(snapshot.tensor("half").values()).containsExactly(1);
        assertThat(snapshot.tensor("double").values()).containsExactly(2);
        assertThat(snapshot.tensor("float").values()).containsExactly(3);
    }

    @Test
    void refusesOtherTypesThanFloats() throws IOException {
        write("{\"a\": {\"dtype\": \"I32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", new byte[4]);
        refuses("tensor \"a\" has dtype \"I32\", but only [F32, F16, BF16, F64] are read: convert it to 32-bit floats");

        write("{\"a\": {\"shape\": [1], \"data_offsets\": [0, 4]}}", new byte[4]);
        refuses("tensor \"a\" has dtype none, but only [F32, F16, BF16, F64] are read: convert it to 32-bit floats");
    }

    @Test
    void refusesToWriteATensorThatIsNamedLikeTheMetadata() {
        var named = new SafetensorsFile(snapshot(Map.of("__metadata__", new Tensor(List.of(1), new float[1]))));

        assertThatThrownBy(() -> named.write(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A tensor can't be named \"__metadata__\" in a safetensors file, which keeps this name for its"
                                + " metadata; rename it");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesAnEmptyShapeWhoseOtherExtentsOverflow() throws IOException {
        write(
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2147483647, 2147483647, 2147483647, 0],"
                        + " \"data_offsets\": [0, 0]}}",
                new byte[0]);

        refuses(
                "tensor \"a\" of shape [2147483647, 2147483647, 2147483647, 0] is empty, but its other extents multiply to"
                        + " more than 64 bits hold, which the format does not allow");
    }

    @Test
    void refusesAShapeThatNeedsOtherBytesThanItHas() throws IOException {
        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [2, 3], \"data_offsets\": [0, 20]}}", new byte[20]);
        refuses("tensor \"a\" of shape [2, 3] needs 24 bytes, but its data_offsets give it 20");

        write(
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2147483647, 2147483647, 2147483647], \"data_offsets\": [0, 4]}}",
                new byte[4]);
        refuses("tensor \"a\" of shape [2147483647, 2147483647, 2147483647] needs 39614081201791936601413124092 bytes,"
                + " but its data_offsets give it 4");

        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}", new byte[4]);
        refuses("tensor \"a\" has the shape [-1], which is not possible");

        write("{\"a\": {\"dtype\": \"F32\", \"shape\": \"1\", \"data_offsets\": [0, 4]}}", new byte[4]);
        refuses("tensor \"a\" needs a list of integers as shape, but has \"1\"");
    }

    @Test
    void refusesOffsetsOutsideTheData() throws IOException {
        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}}", new byte[4]);
        refuses("tensor \"a\" ends at byte 8 of the data, but only 4 bytes follow the header:"
                + " the file is truncated, or its header wrong");

        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [-4, 0]}}", new byte[4]);
        refuses("tensor \"a\" must have data_offsets [begin, end] with 0 ≤ begin ≤ end, but has [-4, 0]");

        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0]}}", new byte[4]);
        refuses("tensor \"a\" must have data_offsets [begin, end] with 0 ≤ begin ≤ end, but has [0]");
    }

    @Test
    void refusesTensorsThatOverlapOrLeaveGaps() throws IOException {
        write(
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]},"
                        + "\"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}",
                new byte[8]);
        refuses("tensor \"b\" begins at byte 4 of the data, but the one before it ends at byte 8:"
                + " tensors must neither overlap nor leave gaps");

        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}", new byte[8]);
        refuses("tensor \"a\" begins at byte 4 of the data, but the one before it ends at byte 0:"
                + " tensors must neither overlap nor leave gaps");

        write("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", new byte[8]);
        refuses("the tensors take 4 bytes, but 8 bytes follow the header: no tensor owns the last 4");
    }

    @Test
    void refusesMetadataThatIsNoText() throws IOException {
        write("{\"__metadata__\": {\"epochs\": 3}}", new byte[0]);

        refuses("__metadata__ must hold texts only, but its \"epochs\" is 3");
    }

    private void refuses(String problem) {
        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("%s: %s", file, problem);
    }

    private void write(String header, byte[] data) throws IOException {
        Files.write(file, bytes(header.getBytes(StandardCharsets.UTF_8).length, header, data));
    }

    private static byte[] bytes(long headerLength, String header, byte[] data) {
        var text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .put(text)
                .put(data)
                .array();
    }

    private static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] doubles(double... values) {
        var bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    private static ParameterSnapshot snapshot(Map<String, Tensor> tensors) {
        return new ParameterSnapshot(tensors);
    }

    private static void assertSame(ParameterSnapshot actual, ParameterSnapshot expected) {
        assertThat(actual.tensors().keySet())
                .containsExactlyElementsOf(expected.tensors().keySet());
        expected.tensors().forEach((name, tensor) -> {
            assertThat(actual.tensor(name).shape()).as(name).isEqualTo(tensor.shape());
            assertThat(actual.tensor(name).values()).as(name).isEqualTo(tensor.values());
        });
    }
}
