package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import org.junit.jupiter.api.Test;

class SystemdServicesTest extends ServiceDiscoveryScene {
    @Test
    void namesASystemdServiceByItsUnit() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/shop-web-1.4.2.jar")
                .cgroup("/system.slice/shop-web.service")
                .add();
        assertThat(found()).containsExactly("shop-web systemd unit");
    }

    @Test
    void takesInstancesOfATemplateForReplicas() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/app.jar")
                .cgroup("/system.slice/system-shop\\x2dweb.slice/shop-web@1.service")
                .listens(8081)
                .add();
        process(701)
                .runs(JAVA, "java", "-jar", "/opt/shop/app.jar")
                .cgroup("/system.slice/system-shop\\x2dweb.slice/shop-web@2.service")
                .listens(8082)
                .add();
        Service service = only("shop-web");
        assertThat(service.replicas()).hasSize(2);
        assertThat(service.replicas().get(1).labels()).containsEntry("instance", "2");
        assertThat(service.replicas().get(1).unit()).contains("shop-web@2.service");
        assertThat(service.replicas().get(1).listeners())
                .containsExactly(new Listener("tcp", 8082, Listener.Reach.WILDCARD));
    }

    @Test
    void takesABlueGreenPairForReplicas() throws Exception {
        process(700)
                .runs(JAVA, "java", "-jar", "a.jar")
                .cgroup("/system.slice/shop-web-blue.service")
                .add();
        process(701)
                .runs(JAVA, "java", "-jar", "a.jar")
                .cgroup("/system.slice/shop-web-green.service")
                .add();
        assertThat(only("shop-web").replicas())
                .extracting(replica -> replica.labels().get("slot"))
                .containsExactly("blue", "green");
    }

    @Test
    void dropsTheVersionFromAUnitsName() throws Exception {
        process(700)
                .titled("/usr/sbin/php-fpm8.2", "php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf)")
                .cgroup("/system.slice/php8.2-fpm.service")
                .add();
        process(710)
                .runs("/usr/lib/postgresql/15/bin/postgres", "/usr/lib/postgresql/15/bin/postgres", "-D", "/data")
                .cgroup("/system.slice/system-postgresql.slice/postgresql@15-main.service")
                .add();
        assertThat(found()).containsExactly("php-fpm systemd unit", "postgresql systemd unit");
    }

    @Test
    void mergesWorkersIntoTheirLeadersService() throws Exception {
        process(700)
                .runs("/usr/sbin/nginx", "nginx: master process /usr/sbin/nginx -g daemon off;")
                .cgroup("/system.slice/nginx.service")
                .listens(443)
                .add();
        for (int worker = 701; worker < 705; worker++) {
            process(worker)
                    .parent(700)
                    .runs("/usr/sbin/nginx", "nginx: worker process")
                    .cgroup("/system.slice/nginx.service")
                    .inherits(443)
                    .add();
        }
        Replica replica = only("nginx").replicas().get(0);
        assertThat(replica.leader().pid()).isEqualTo(700);
        assertThat(replica.workers()).extracting(HostProcess::pid).containsExactly(701, 702, 703, 704);
    }

    @Test
    void passesOverTheScriptThatStartsTheServer() throws Exception {
        process(700)
                .runs("/usr/bin/bash", "/bin/bash", "/opt/shop/bin/start.sh")
                .cgroup("/system.slice/shop.service")
                .add();
        process(720)
                .parent(700)
                .runs(JAVA, "java", "-jar", "/opt/shop/shop.jar")
                .cgroup("/system.slice/shop.service")
                .add();
        assertThat(only("shop").leaders()).extracting(HostProcess::pid).containsExactly(720);
    }

    @Test
    void staysWithAScriptThatCallsCommandsNowAndThen() throws Exception {
        process(700)
                .runs("/usr/bin/bash", "/bin/bash", "/opt/shop/poll.sh")
                .cgroup("/system.slice/shop-poll.service")
                .add();
        process(701)
                .parent(700)
                .runs("/usr/bin/sleep", "sleep", "60")
                .cgroup("/system.slice/shop-poll.service")
                .add();
        process(702)
                .parent(700)
                .startedAt(90_000)
                .runs("/opt/shop/sync", "/opt/shop/sync")
                .cgroup("/system.slice/shop-poll.service")
                .add();
        assertThat(only("shop-poll").leaders()).extracting(HostProcess::pid).containsExactly(700);
    }

    @Test
    void leavesOutWhatRunsToAnEnd() throws Exception {
        host.file("/usr/lib/systemd/system/backup.service", "[Service]\nType=oneshot\nExecStart=/opt/backup\n");
        host.file("/etc/systemd/system/report.service", "[Service]\nExecStart=/opt/report\n");
        host.file("/etc/systemd/system/report.timer", "[Timer]\nOnCalendar=daily\n");
        process(700)
                .runs("/opt/backup", "/opt/backup")
                .cgroup("/system.slice/backup.service")
                .add();
        process(701)
                .runs("/opt/report", "/opt/report")
                .cgroup("/system.slice/report.service")
                .add();
        process(702)
                .runs("/opt/once", "/opt/once")
                .cgroup("/system.slice/run-r3f9ac1d2.service")
                .add();
        assertThat(found()).isEmpty();
    }

    @Test
    void leavesOutSessionsCronAndTheSystemsOwnServices() throws Exception {
        process(600)
                .runs("/usr/sbin/sshd", "sshd: /usr/sbin/sshd -D")
                .cgroup("/system.slice/ssh.service")
                .listens(22)
                .uid(0)
                .add();
        process(610)
                .runs("/usr/sbin/cron", "/usr/sbin/cron", "-f")
                .cgroup("/system.slice/cron.service")
                .uid(0)
                .add();
        process(611)
                .parent(610)
                .runs("/usr/bin/curl", "curl", "http://example.org")
                .cgroup("/system.slice/cron.service")
                .add();
        process(620)
                .parent(600)
                .runs("/usr/bin/bash", "-bash")
                .cgroup("/user.slice/user-1000.slice/session-4.scope")
                .add();
        process(621)
                .parent(620)
                .runs("/usr/bin/vim", "vim")
                .cgroup("/user.slice/user-1000.slice/session-4.scope")
                .add();
        process(630)
                .runs("/usr/bin/pipewire", "pipewire")
                .cgroup("/user.slice/user-1000.slice/user@1000.service/session.slice/pipewire.service")
                .add();
        assertThat(found()).isEmpty();
    }
}
