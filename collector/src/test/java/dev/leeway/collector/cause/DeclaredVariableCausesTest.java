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
}
