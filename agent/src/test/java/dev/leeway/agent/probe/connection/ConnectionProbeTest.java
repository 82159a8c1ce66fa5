package dev.leeway.agent.probe.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionProbeTest extends ProbeContract {
    private static final String TABLE = "  sl  local_address rem_address   st tx_queue rx_queue\n";
    private static final String SQLITE = "SQLite format 3\0and more";

    @Override
    protected Probe probe() {
        return new ConnectionProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = started(directory);
        host.file("/etc/hosts", "127.0.0.1 localhost\n192.0.2.10 db-prod-1 db-alias # production\n");
        host.file("/srv/shop/shop.db", SQLITE);
        web(host, 700)
                .with("DATABASE_URL", "postgres://app:hunter2@db-alias:5433/shop?sslmode=require")
                .with("REDIS_HOST", "cache.example")
                .with("DB_URL", "sqlite:///other.db")
                .with("AMQP_URL", "amqp://${NOWHERE}/x")
                .add();
        return FixtureServices.foundOn(host);
    }

    private static FixtureHost started(Path directory) {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        host.procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        return host;
    }

    private static FixtureProcess web(FixtureHost host, int pid, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "/opt/shop";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return FixtureProcess.of(host, pid)
                .runs("/opt/shop", line)
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop");
    }

    private RecordedSection seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host).about("shop-web");
    }

    @Test
    void tellsWhereSettingsLeadWithoutAnyPassword(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory));
        assertThat(web.shown("endpoint[DATABASE_URL]/engine")).contains("postgresql");
        assertThat(web.shown("endpoint[DATABASE_URL]/host")).contains("db-alias");
        assertThat(web.shown("endpoint[DATABASE_URL]/port")).contains("5433");
        assertThat(web.shown("endpoint[DATABASE_URL]/database")).contains("shop");
        assertThat(web.shown("endpoint[DATABASE_URL]/target")).contains("db-alias:5433/shop");
        assertThat(web.shown("endpoint[DATABASE_URL]/address")).contains("192.0.2.10");
        assertThat(web.shown("endpoint[DATABASE_URL]/source-kind")).contains("variable");
        assertThat(web.evidence("endpoint[DATABASE_URL]/host")).contains("variable DATABASE_URL");
        assertThat(web.observed("endpoint[DATABASE_URL]/user"))
                .containsExactly(new Observed.Guarded("variable", "DATABASE_URL/user", "app"));
        assertThat(web.shown("endpoint[REDIS]/target")).contains("cache.example:6379");
        assertThat(web.toString()).doesNotContain("hunter2");
    }

    @Test
    void saysWhatItCouldNotTakeApart(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory));
        assertThat(web.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(web.uncovered()).containsExactly("endpoint[AMQP_URL]/** format");
    }

    @Test
    void findsSqliteFilesOpenOrInTheWorkingDirectory(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/srv/shop/shop.db", SQLITE)
                .file("/srv/shop/data/more.sqlite3", SQLITE)
                .file("/srv/shop/thumbs.db", "no database at all")
                .file("/srv/shop/named.db", SQLITE)
                .file("/var/lib/shop/open.db", SQLITE)
                .file("/srv/shop/oddname", SQLITE);
        web(host, 700).with("DATABASE_URL", "sqlite:///named.db").add();
        host.procLink("/700/fd/9", "/var/lib/shop/open.db").procLink("/700/fd/10", "/srv/shop/oddname");
        RecordedSection web = seen(FixtureServices.foundOn(host));
        assertThat(web.paths().stream().filter(path -> path.endsWith("/store")))
                .containsExactlyInAnyOrder(
                        "endpoint[DATABASE_URL]/store",
                        "endpoint[sqlite:data%2Fmore.sqlite3]/store",
                        "endpoint[sqlite:oddname]/store",
                        "endpoint[sqlite:shop.db]/store",
                        "endpoint[sqlite:%2Fvar%2Flib%2Fshop%2Fopen.db]/store");
        assertThat(web.shown("endpoint[sqlite:%2Fvar%2Flib%2Fshop%2Fopen.db]/store"))
                .contains("elsewhere");
        assertThat(web.shown("endpoint[DATABASE_URL]/engine")).contains("sqlite");
    }

    @Test
    void readsPropertiesArgumentsAndFiles(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file(
                "/srv/shop/application.yml",
                "spring:\n  datasource:\n    url: jdbc:mysql://${DB_HOST}:3307/shop\n"
                        + "    username: app\n    password: hunter2\n---\nspring:\n  config.activate.on-profile: other\n"
                        + "  datasource.url: jdbc:h2:mem:x\n");
        host.file("/srv/shop/application-live.properties", "spring.data.redis.host=cache-live\n");
        host.file("/srv/shop/application.properties", "spring.data.redis.host=cache\nspring.data.redis.port=6380\n");
        host.file("/srv/shop/.env", "MONGO_URL=\"mongodb://m1,m2/shop\"\n");
        web(host, 700, "-Dspring.rabbitmq.host=mq-1", "--spring.profiles.active=live")
                .with("DB_HOST", "db-1")
                .add();
        RecordedSection web = seen(FixtureServices.foundOn(host));
        assertThat(web.shown("endpoint[SPRING_DATASOURCE]/target")).contains("db-1:3307/shop");
        assertThat(web.evidence("endpoint[SPRING_DATASOURCE]/target")).contains("application.yml:3");
        assertThat(web.shown("endpoint[SPRING_DATASOURCE]/source-kind")).contains("configuration");
        assertThat(web.shown("endpoint[SPRING_DATA_REDIS]/target")).contains("cache-live:6380");
        assertThat(web.shown("endpoint[SPRING_RABBITMQ]/source-kind")).contains("argument");
        assertThat(web.shown("endpoint[MONGO_URL]/target")).contains("{m1:27017/shop, m2:27017/shop}");
        assertThat(web.shown("endpoint[MONGO_URL]/source-kind")).contains("file");
    }

    @Test
    void remarksConnectionsThatSettingsNameAndTellsTheOthers(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/etc/hosts", "192.0.2.10 db-1\n");
        web(host, 700).with("DATABASE_URL", "postgres://db-1/shop").add();
        // 192.0.2.10:5432, 192.0.2.11:6379, 192.0.2.12:443 and somebody else's 192.0.2.13:3306.
        host.procFile(
                "/700/net/tcp",
                TABLE
                        + row("0A0200C0:1538", "01", 71)
                        + row("0B0200C0:18EB", "01", 72)
                        + row("0C0200C0:01BB", "01", 73)
                        + row("0D0200C0:0CEA", "01", 74)
                        + row("0E0200C0:1538", "06", 75));
        for (int inode : new int[] {71, 72, 73, 75}) {
            host.procLink("/700/fd/" + inode, "socket:[" + inode + "]");
        }
        RecordedSection web = seen(FixtureServices.foundOn(host));
        assertThat(web.evidence("endpoint[DATABASE_URL]/address")).contains("variable DATABASE_URL; connected");
        assertThat(web.shown("endpoint[tcp:6379]/address")).contains("192.0.2.11");
        assertThat(web.shown("endpoint[tcp:6379]/established")).contains("true");
        assertThat(web.paths().stream().filter(path -> path.startsWith("endpoint[tcp:")))
                .allMatch(path -> path.startsWith("endpoint[tcp:6379]"));
    }

    private static String row(String remote, String state, int inode) {
        return "   0: 0100000A:D431 " + remote + " " + state + " 00000000:00000000 00:00000000 00000000  1000        0 "
                + inode + " 1 0000000000000000 100 0 0 10 0\n";
    }

    @Test
    void saysTheSameWhetherThePoolIsOpenOrNot(@TempDir Path directory, @TempDir Path other) throws Exception {
        FixtureHost open = started(directory);
        FixtureHost closed = started(other);
        for (FixtureHost host : new FixtureHost[] {open, closed}) {
            host.file("/etc/hosts", "192.0.2.10 db-1\n");
            web(host, 700).with("DATABASE_URL", "postgres://db-1/shop").add();
        }
        open.procFile("/700/net/tcp", TABLE + row("0A0200C0:1538", "01", 71)).procLink("/700/fd/71", "socket:[71]");
        RecordedSection one = seen(FixtureServices.foundOn(open));
        RecordedSection two = seen(FixtureServices.foundOn(closed));
        assertThat(one.evidence("endpoint[DATABASE_URL]/host"))
                .isNotEqualTo(two.evidence("endpoint[DATABASE_URL]/host"));
        assertThat(one.paths()).isEqualTo(two.paths());
        assertThat(one.uncovered()).isEqualTo(two.uncovered());
    }

    @Test
    void leavesServicesOfOthersUnknown(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        web(host, 700).closed().add();
        host.deny("/proc/700/environ");
        RecordingRecorder all = RecordingRecorder.of(probe(), FixtureServices.foundOn(host));
        assertThat(all.about("shop-web").uncovered()).contains("endpoint[*]/** permission");
        assertThat(all.host().uncovered()).contains("service[shop-web]/observed permission");
    }
}
