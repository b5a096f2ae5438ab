package org.scratchcnn.datasets.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests in lower-case hexadecimal. */
public final class Sha256 {

    private Sha256() {}

    /** A digest to be fed piece by piece; {@link #hex} ends it. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest of all the given bytes, one array after the other. */
    public static String of(byte[]... pieces) {
        var digest = start();
        for (byte[] piece : pieces) {
            digest.update(piece);
        }
        return hex(digest);
    }

    /** The digest of everything that is left in {@code in}. */
    public static String of(InputStream in) throws IOException {
        var digest = start();
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return hex(digest);
    }
}
