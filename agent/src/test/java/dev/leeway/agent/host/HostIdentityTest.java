package dev.leeway.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.schema.snapshot.HostKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostIdentityTest {
    private static final String TRIE = """
            Main:
              +-- 0.0.0.0/0 3 0 5
                 |-- 0.0.0.0
                    /0 universe UNICAST
                 +-- 10.0.0.0/24 2 0 2
                    |-- 10.0.0.0
                       /24 link UNICAST
                    |-- 10.0.0.5
                       /32 host LOCAL
                    |-- 10.0.0.255
                       /32 link BROADCAST
                 +-- 127.0.0.0/8 2 0 2
                    |-- 127.0.0.1
                       /32 host LOCAL
            """;
    private static final String SIXTH = """
            00000000000000000000000000000001 01 80 10 80       lo
            20010db8000000000000000000000005 02 40 00 80     eth0
            fe80000000000000021122fffe334455 02 40 20 80     eth0
            """;

    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void makesAHost() {
        host = FixtureHost.in(directory);
    }

    @Test
    void takesTheKernelsNameAndTheQualifiedOnesBesideIt() {
        host.procFile("/sys/kernel/hostname", "web-01\n")
                .file("/etc/hostname", "old-name\n")
                .file("/etc/hosts", "127.0.0.1 localhost\n10.0.0.5 web-01.example.com web-01 # web-01.not.this\n");
        HostIdentity identity = HostIdentity.of(host, true, false);
        assertThat(identity.name()).isEqualTo("web-01");
        assertThat(identity.names()).containsExactlyInAnyOrder("web-01", "web-01.example.com");
    }

    @Test
    void shortensAQualifiedNameAndKeepsBoth() {
        host.file("/etc/hostname", "# a comment\n\nweb-01.example.com\n");
        HostIdentity identity = HostIdentity.of(host, true, false);
        assertThat(identity.name()).isEqualTo("web-01");
        assertThat(identity.names()).containsExactlyInAnyOrder("web-01", "web-01.example.com");
    }

    @Test
    void asksTheHostsFilesWhereTheKernelWouldNameAContainer() {
        host.procFile("/sys/kernel/hostname", "3f2a9c1b\n").file("/etc/hostname", "node-7\n");
        assertThat(HostIdentity.of(host, false, false).name()).isEqualTo("node-7");
    }

    @Test
    void readsAddressesOfBothVersionsWithoutLoopback() {
        host.procFile("/1/net/fib_trie", TRIE).procFile("/1/net/if_inet6", SIXTH);
        assertThat(HostIdentity.of(host, true, false).addresses())
                .containsExactlyInAnyOrder("10.0.0.5", "2001:db8::5", "fe80::211:22ff:fe33:4455");
    }

    @Test
    void knowsNothingOfAnEmptyHostAndSaysSo() {
        HostIdentity identity = HostIdentity.of(host, true, false);
        assertThat(identity)
                .isEqualTo(new HostIdentity("unnamed", identity.names(), identity.addresses(), HostKind.SERVER));
        assertThat(identity.names()).isEmpty();
        assertThat(identity.addresses()).isEmpty();
    }

    @Test
    void tellsALaptopByItsCaseOrItsBattery() {
        assertThat(kind()).isEqualTo(HostKind.SERVER);
        host.sysFile("/class/dmi/id/chassis_type", "3\n");
        assertThat(kind()).isEqualTo(HostKind.SERVER);
        host.sysFile("/class/dmi/id/chassis_type", "10\n");
        assertThat(kind()).isEqualTo(HostKind.LAPTOP);
        host.sysFile("/class/dmi/id/chassis_type", "1\n").sysFile("/class/power_supply/BAT0/type", "Battery\n");
        assertThat(kind()).isEqualTo(HostKind.LAPTOP);
    }

    @Test
    void tellsANodeByItsKubeletEvenIfThatIsHidden() {
        host.file("/var/lib/kubelet/config.yaml", "");
        assertThat(kind()).isEqualTo(HostKind.NODE);
        host.deny("/var/lib/kubelet");
        assertThat(kind()).isEqualTo(HostKind.NODE);
    }

    @Test
    void putsCiAndMountedTreesFirst() {
        host.sysFile("/class/dmi/id/chassis_type", "10\n");
        assertThat(HostIdentity.of(host, true, true).kind()).isEqualTo(HostKind.CI);
        assertThat(HostIdentity.of(host.mountedTree(), true, true).kind()).isEqualTo(HostKind.TREE);
    }

    private HostKind kind() {
        return HostIdentity.of(host, true, false).kind();
    }
}
