package org.scratchcnn.datasets;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that environment variables name, as curl and others understand them: {@code HTTPS_PROXY} or {@code HTTP_PROXY}
 * by the address, else {@code ALL_PROXY}, but none for the hosts in {@code NO_PROXY}; each in small letters as well.
 */
final class EnvironmentProxy {

    private static final int SOCKS_PORT = 1080;

    private EnvironmentProxy() {}

    /**
     * The proxy to reach {@code address} through.
     *
     * @return null if the environment names none for it
     * @throws IllegalArgumentException if the variable's value is no proxy's address
     */
    static @Nullable Proxy of(URI address, UnaryOperator<@Nullable String> environment) {
        String host = Objects.requireNonNull(address.getHost(), "an address on the web")
                .toLowerCase(Locale.ROOT);
        String variable = address.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        String named = value(variable, environment);
        if (named == null) {
            variable = "ALL_PROXY";
            named = value(variable, environment);
        }
        return named == null || isLoopback(host) || isExcepted(host, value("NO_PROXY", environment))
                ? null
                : parse(variable, named);
    }

    private static @Nullable String value(String variable, UnaryOperator<@Nullable String> environment) {
        return Stream.of(variable.toLowerCase(Locale.ROOT), variable)
                .map(environment)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static boolean isExcepted(String host, @Nullable String list) {
        return list != null
                && Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .map(entry -> entry.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
                        .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    private static Proxy parse(String variable, String named) {
        try {
            var address = URI.create(named.contains("://") ? named : "http://" + named);
            boolean socks = address.getScheme().startsWith("socks");
            int port = address.getPort() >= 0 ? address.getPort() : socks ? SOCKS_PORT : 80;
            var host = Objects.requireNonNull(address.getHost());
            return new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the environment variable %s is \"%s\", but should be a proxy's address such as http://proxy.example:3128",
                            variable,
                            named),
                    e);
        }
    }
}
