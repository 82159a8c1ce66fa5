package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredVariableCausesTest extends CauseScene {
    private static final String FILE = "/srv/shop/application.yml:41";

    private static TestHost with(String name) {
        return host(name)
                .section("env[shop-web]", "MODE", "live", "PAYMENT_TIMEOUT", "30")
                .found(
                        "config[shop-web]",
                        FILE,
                        "required[PAYMENT_TIMEOUT]/declared",
                        "application.yml",
                        "required[PAYMENT_TIMEOUT]/met",
                        true,
                        "required[PAYMENT_TIMEOUT]/state",
                        "set");
    }

    private static TestHost without(String name) {
        return host(name)
                .section("env[shop-web]", "MODE", "live")
                .found(
                        "config[shop-web]",
                        FILE,
                        "required[PAYMENT_TIMEOUT]/declared",
                        "application.yml",
                        "required[PAYMENT_TIMEOUT]/state",
                        "missing");
    }

    private static List<Cause> asking(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .toList();
    }

    @Test
    void tellsAVariableThatProductionLacksOnceAndByWhoAsksForIt() {
        Report report = Compared.side("dev", with("dev-1"))
                .and("prod", without("prod-1"))
                .report();
        assertThat(asking(report)).hasSize(1);
        assertThat(asking(report).get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(asking(report).get(0).summary())
                .isEqualTo("shop-web: PAYMENT_TIMEOUT absent in prod, declared in application.yml:41, set in dev");
    }

    @Test
    void isSilentWhereBothHaveItOrNeitherHas() {
        assertThat(asking(Compared.side("dev", with("a")).and("prod", with("b")).report()))
                .isEmpty();
        assertThat(asking(Compared.side("dev", without("a"))
                        .and("prod", without("b"))
                        .report()))
                .isEmpty();
    }

    @Test
    void isSilentWhereNobodyAsksAndItIsSetAllTheSame() {
        TestHost unasking = host("prod-1")
                .section("env[shop-web]", "MODE", "live", "PAYMENT_TIMEOUT", "30")
                .section("config[shop-web]", "file[a.yml]/format", "yaml");
        assertThat(asking(Compared.side("dev", with("dev-1"))
                        .and("prod", unasking)
                        .report()))
                .isEmpty();
    }

    @Test
    void tellsWhatOnlyTheOtherEnvironmentAsksForAndNobodySet() {
        TestHost unasking = host("prod-1")
                .section("env[shop-web]", "MODE", "live")
                .section("config[shop-web]", "file[a.yml]/format", "yaml");
        List<Cause> causes =
                asking(Compared.side("dev", with("dev-1")).and("prod", unasking).report());
        assertThat(causes).hasSize(1);
        assertThat(causes.get(0).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void makesOneCauseOfASettingInAFileAndInTheEnvironment() {
        Report report = Compared.side(
                        "staging",
                        host("a")
                                .section("env[shop-web]", "PAYMENT_TIMEOUT", "30")
                                .section("config[shop-web]", "file[.env]/setting[payment.timeout]", "30"))
                .and(
                        "prod",
                        host("b")
                                .section("env[shop-web]", "PAYMENT_TIMEOUT", "60")
                                .section("config[shop-web]", "file[.env]/setting[payment.timeout]", "60"))
                .report();
        assertThat(asking(report)).hasSize(1);
    }

    private static String handedThrough(Object... ofProd) {
        TestHost dev = host("dev-1")
                .section("env[shop-web]", "MODE", "live", "PAYMENT_TIMEOUT", "30")
                .found(
                        "container[shop-web]",
                        "/opt/shop/docker-compose.yml:9",
                        "declared/env[PAYMENT_TIMEOUT]/met",
                        true,
                        "declared/env[PAYMENT_TIMEOUT]/state",
                        "kept");
        TestHost prod = host("prod-1")
                .section("env[shop-web]", "MODE", "live")
                .found("container[shop-web]", "/srv/shop/compose.yml:12", ofProd);
        return asking(Compared.side("dev", dev).and("prod", prod).report())
                .get(0)
                .summary();
    }

    @Test
    void saysWhichContainerHasNoneAndWhichFileHandsItThrough() {
        assertThat(handedThrough("declared/env[PAYMENT_TIMEOUT]/state", "unset"))
                .isEqualTo(
                        "shop-web: the container in prod has no PAYMENT_TIMEOUT; compose.yml:12 hands it through, and"
                                + " dev's container has it");
    }

    @Test
    void saysThatNoFileThereSpeaksOfIt() {
        assertThat(handedThrough("named-by", "compose"))
                .isEqualTo(
                        "shop-web: the container in prod has no PAYMENT_TIMEOUT; no Compose file there speaks of it, and"
                                + " dev's container has it (docker-compose.yml:9)");
    }
}
