package dev.leeway.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "shop-web,         shop-web,   {}",
        "shop-web-blue,    shop-web,   {slot=blue}",
        "shop-web_green,   shop-web,   {slot=green}",
        "shop-web-canary,  shop-web,   {slot=canary}",
        "shop-web-2,       shop-web,   {instance=2}",
        "shop-web_1,       shop-web,   {instance=1}",
        "shop-web-blue-01, shop-web,   '{instance=01, slot=blue}'",
        "shop-web-1-green, shop-web,   '{instance=1, slot=green}'",
        "shop-api-v2,      shop-api-v2,{}",
        "web2,             web2,       {}",
        "php8.2-fpm,       php-fpm,    {}",
        "postgresql-15,    postgresql, {}",
        "tomcat9,          tomcat,     {}",
        "elasticsearch7,   elasticsearch, {}",
        "blue,             blue,       {}",
        "evergreen,        evergreen,  {}",
        "a b/c,            a-b-c,      {}",
        "-_x,              x,          {}",
        "***,              unnamed,    {}",
    })
    void takesSlotsInstancesAndVersionsOffAName(String raw, String name, String labels) {
        PlainName plain = PlainName.of(raw);
        assertThat(plain.name()).isEqualTo(name);
        assertThat(plain.labels()).hasToString(labels);
    }

    @Test
    void keepsNamesOfAnyLengthShort() {
        assertThat(PlainName.of("x".repeat(100_000)).name()).hasSize(128);
    }

    @ParameterizedTest
    @CsvSource({
        "shop-web-7d4b9c8f6d-x2x9k,         shop-web,         ,  deployment",
        "shop-web-blue-7d4b9c8f6d-x2x9k,    shop-web-blue,    ,  deployment",
        "shop-db-0,                         shop-db,          0, statefulset",
        "node-exporter-8xk2p,               node-exporter,    ,  daemonset or job",
        "shop-import-9kx2z,                 shop-import,      ,  daemonset or job",
        "shop-report-28437120-9kx2z,        shop-report,      ,  cronjob",
        "kube-apiserver-node1,              kube-apiserver,   ,  static",
        "shop-cache,                        shop-cache,       ,  pod",
        "shop-redis,                        shop-redis,       ,  pod",
        "postgres,                          postgres,         ,  pod",
    })
    void readsTheNamesControllersGiveToPods(String pod, String workload, String instance, String kind) {
        assertThat(PodName.of(pod, Optional.of("node1")))
                .isEqualTo(new PodName(workload, Optional.ofNullable(instance), kind));
    }

    @ParameterizedTest
    @CsvSource({
        "shop-web.service,               shop-web,     ",
        "shop-web@2.service,             shop-web,     2",
        "shop\\x2dweb@a\\x2fb.service,   shop-web,     a/b",
        "postgresql@15-main.service,     postgresql,   15-main",
        "x\\x2.service,                  x\\x2,        ",
        "caf\\xc3\\xa9.service,          café,         ",
    })
    void takesUnitNamesApart(String unit, String prefix, String instance) {
        assertThat(UnitName.of(unit)).isEqualTo(new UnitName(prefix, Optional.ofNullable(instance)));
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/shop-admin,                     shop-admin",
        "/srv/shop-admin/current/app,         shop-admin",
        "/srv/shop/releases/20260102030405,   shop",
        "/opt/shop-web-1.4.2/lib,             shop-web",
        "/home/ana/src/stock,                 stock",
        "/home/ana,                           ",
        "/home/ana/app,                       ",
        "/app,                                ",
        "/root/x/y,                           y",
        "relative/shop/src,                   shop",
        "/srv/shop/dev,                       shop",
        "/srv/shop/uat,                       shop",
        "/srv/shop/green/app,                 shop",
        "/home/ana/shop/Try,                  shop",
        "/home/ana/try,                       ",
    })
    void findsTheDirectoryAProjectIsNamedBy(String path, String name) {
        assertThat(ProjectDirectory.of(path).orElse(null)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "*,           anything, true",
        "*.jar*,      java -jar x.jar, true",
        "a?c,         abc, true",
        "a?c,         ac,  false",
        "a*b*c,       aXbYc, true",
        "a*b*c,       aXc,   false",
        "web,         web-2, false",
        "'',          '',    true",
        "**,          '',    true",
    })
    void matchesPatternsOfTheConfiguration(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "-a", "a[b]", "(shell)"})
    void refusesServiceNamesThatNoAddressCouldShowPlainly(String name) {
        assertThatThrownBy(() -> new ServiceMatch(
                        name, Optional.of("*"), Optional.empty(), Optional.empty(), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a service name");
    }

    @Test
    void refusesAServiceThatMatchesNothing() {
        assertThatThrownBy(() -> new ServiceMatch(
                        "shop", Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty()))
                .hasMessageContaining("give commandLine, unit, container or port");
    }
}
