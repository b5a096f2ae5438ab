package org.scratchcnn.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxyTest {

    private static final String PUBLIC = "https://www.cs.toronto.edu/~kriz/";

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.example:3128, 3128",
        "https_proxy, proxy.example:8080, 8080",
        "ALL_PROXY, http://proxy.example/, 80",
    })
    void isTheOneThatAVariableNames(String variable, String value, int port) {
        assertThat(proxy(PUBLIC, Map.of(variable, value)))
                .isEqualTo(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", port)));
    }

    @Test
    void isOfTheKindThatTheVariableNames() {
        assertThat(proxy(PUBLIC, Map.of("ALL_PROXY", "socks5://proxy.example")))
                .isEqualTo(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy.example", 1080)));
    }

    @Test
    void isNoneWhereNoVariableNamesOneForTheAddress() {
        assertThat(proxy(PUBLIC, Map.of())).isNull();
        assertThat(proxy(PUBLIC, Map.of("HTTPS_PROXY", " "))).isNull();
        assertThat(proxy(PUBLIC, Map.of("HTTP_PROXY", "proxy.example:3128"))).isNull();
        assertThat(proxy("http://127.0.0.1:8000/", Map.of("HTTP_PROXY", "proxy.example:3128")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "www.cs.toronto.edu", "localhost, .toronto.edu", "*.edu", "Toronto.EDU:443"})
    void isNoneForExceptedHosts(String list) {
        assertThat(proxy(PUBLIC, Map.of("HTTPS_PROXY", "proxy.example:3128", "NO_PROXY", list)))
                .isNull();
    }

    @Test
    void isThereForOthersThanTheExceptedHosts() {
        assertThat(proxy(PUBLIC, Map.of("HTTPS_PROXY", "proxy.example:3128", "no_proxy", "onto.edu,example.com")))
                .isNotNull();
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy(PUBLIC, Map.of("https_proxy", "http://a proxy")))
                .withMessageContainingAll("HTTPS_PROXY", "http://a proxy", "http://proxy.example:3128");
    }

    private static @Nullable Proxy proxy(String address, Map<String, String> environment) {
        return EnvironmentProxy.of(URI.create(address), environment::get);
    }
}
