package io.atrium.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,cb007107",
        "::ffff:203.0.113.7,cb007107",
        "2001:db8:1:2::1,20010db800010002",
        "2001:db8:1:2:ffff:ffff:ffff:ffff,20010db800010002",
        "2001:db8:1:3::1,20010db800010003",
        "::1,0000000000000000",
    })
    void shouldKeepTheNetworkOfAnAddress(String address, String network) {
        assertThat(ClientNetwork.of(address)).hasValue(network);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "example.org", "''", "203.0.113", "2001:db8::g", "unix:/run/socket"})
    void shouldKnowNoNetworkOfWhatIsNoAddress(String address) {
        assertThat(ClientNetwork.of(address)).isEmpty();
    }

    @Test
    void shouldKnowNoNetworkWithoutAnAddress() {
        assertThat(ClientNetwork.of(null)).isEmpty();
    }
}
