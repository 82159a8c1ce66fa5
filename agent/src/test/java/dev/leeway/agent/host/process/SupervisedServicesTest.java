package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SupervisedServicesTest extends ServiceDiscoveryScene {
    @Test
    void takesEachProgramOfASupervisorForAServiceOfItsOwn() throws Exception {
        String group = "/system.slice/supervisor.service";
        process(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/supervisord", "-n")
                .cgroup(group)
                .add();
        process(701)
                .parent(700)
                .runs(PYTHON, "python3", "worker.py")
                .cgroup(group)
                .with("SUPERVISOR_GROUP_NAME", "shop-mailer")
                .with("SUPERVISOR_PROCESS_NAME", "shop-mailer_00")
                .add();
        process(702)
                .parent(700)
                .runs(PYTHON, "python3", "worker.py")
                .cgroup(group)
                .with("SUPERVISOR_GROUP_NAME", "shop-mailer")
                .with("SUPERVISOR_PROCESS_NAME", "shop-mailer_01")
                .add();
        assertThat(found()).containsExactly("shop-mailer supervisor supervisor", "supervisor systemd unit");
        assertThat(only("shop-mailer").replicas()).hasSize(2);
        assertThat(only("supervisor").processes()).hasSize(1);
    }

    @Test
    void namesARunitServiceByItsDirectory() throws Exception {
        process(700).runs("/usr/bin/runsvdir", "runsvdir", "/etc/service").add();
        process(701).parent(700).runs("/usr/bin/runsv", "runsv", "shop-web").add();
        process(702).parent(701).runs(NODE, "node", "server.js").in("/srv/x").add();
        process(703).parent(701).runs("/usr/bin/svlogd", "svlogd", "/var/log/x").add();
        assertThat(found()).containsExactly("shop-web supervisor supervisor");
    }

    @Test
    void callsTheOneProgramOfASupervisedContainerByTheContainersName() throws Exception {
        dockerContainer(ID, "/shop-web-1", "web", "shop", "1");
        String group = "/docker/" + ID;
        process(700)
                .runs("/bin/s6-svscan", "s6-svscan", "/run/service")
                .contained(group, 1)
                .add();
        process(701)
                .parent(700)
                .runs("/bin/s6-supervise", "s6-supervise", "app")
                .contained(group, 20)
                .add();
        process(702)
                .parent(701)
                .runs(JAVA, "java", "-jar", "/app.jar")
                .contained(group, 21)
                .add();
        assertThat(found()).containsExactly("web compose supervisor");
    }

    @Test
    void callsEachOfSeveralProgramsOfASupervisedContainerByItsOwnName() throws Exception {
        supervised("/demo_web_1", true);
        assertThat(found()).containsExactly("web.front compose supervisor", "web.mailer compose supervisor");
    }

    /** As where variables may not be read, or the supervisor sets none. */
    @Test
    void doesSoByWhatTheyRunWhereNobodyNamesThemWhateverTheProjectIsCalled() throws Exception {
        supervised("/demo_web_1", false);
        assertThat(found()).containsExactly("web.nginx compose supervisor", "web.php-fpm compose supervisor");
    }

    private void supervised(String name, boolean told) throws Exception {
        dockerContainer(ID, name, "web", "demo", "1");
        String group = "/docker/" + ID;
        process(700)
                .runs(PYTHON, "/usr/bin/python3", "/usr/bin/supervisord", "-n")
                .contained(group, 1)
                .add();
        FixtureProcess nginx = process(701)
                .parent(700)
                .runs("/usr/sbin/nginx", "nginx", "-g", "daemon off;")
                .contained(group, 20);
        FixtureProcess fpm = process(702)
                .parent(700)
                .runs("/usr/sbin/php-fpm", "php-fpm", "--nodaemonize")
                .contained(group, 21);
        if (told) {
            nginx.with("SUPERVISOR_GROUP_NAME", "front");
            fpm.with("SUPERVISOR_GROUP_NAME", "mailer");
        }
        nginx.add();
        fpm.add();
    }
}
