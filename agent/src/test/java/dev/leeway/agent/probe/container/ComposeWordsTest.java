package dev.leeway.agent.probe.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word that is a password is found by where it went in, also when the files have another one by now. */
class ComposeWordsTest {
    private static final Redactor REDACTOR =
            Redactor.keyless(new RedactionRules(List.of("SHOWN_*", "DB_NAME"), List.of()));

    /** In every place of a service of which nothing is promised, beside what is written in clear. */
    private static final String FILE = """
            services:
              shop-web:
                image: "shop/${X}:1.4-${X}"
                entrypoint: ["/bin/tini", "--opt=${X}", "--plain=entry"]
                command: ["serve", "${X}", "--w=${X}", "--plain=command"]
                working_dir: "/srv/${X}"
                user: "u${X}"
                environment: ["SHOWN_A=1", "SHOWN_${X}=plainvalue", "DB_NAME=${X}", "SHOWN_OPTS=-Dname=${X} -Dplain=option"]
                labels: ["shown.a=1", "shown.${X}=plainlabel"]
                extra_hosts: ["${X}.local:10.1.2.3", "plain.local:10.1.2.4"]
                volumes: ["./d:/mnt/${X}", "v1:/data", "./b:/plainmount", "./${X}:/other"]
                tmpfs: ["/t-${X}", "/plaintmp"]
                dns_search: ["${X}.example", "plain.example"]
                sysctls: ["net.ipv4.shown=${X}", "net.ipv4.plain=17171"]
                healthcheck: {test: ["CMD", "/bin/check", "--h=${X}", "--plain=health"]}
                logging: {driver: json-file, options: {tag: "t-${X}", mode: plainlog}}
                expose: ["8443"]
                networks:
                  front: {aliases: ["a-${X}", "plainalias"]}
                  back: {}
            networks:
              front: {name: "n-${X}"}
              back: {name: plainnetwork}
            volumes:
              v1: {name: "vol-${X}"}
            """.replace("${X}", "${DB_PASSWORD}");

    @TempDir
    Path directory;

    private MadeProject project(String said, String has) {
        MadeProject project = new MadeProject(directory.resolve(said + "-" + has))
                .file("/srv/shop/.env", "DB_PASSWORD=" + said + "\n")
                .file("/srv/shop/docker-compose.yml", FILE);
        project.image = "shop/" + has + ":1.4-" + has;
        project.command.clear();
        project.command.addAll(List.of("serve", has, "--w=" + has, "--plain=command"));
        project.variables.put("SHOWN_A", "1");
        project.variables.put("SHOWN_" + has, "plainvalue");
        project.variables.put("DB_NAME", has);
        project.variables.put("SHOWN_URL", "postgres://db.example.com:5432/plain");
        project.variables.put("SHOWN_OPTS", "-Dname=" + has + " -Dplain=option");
        project.labels.put("shown.a", "1");
        project.labels.put("shown." + has, "plainlabel");
        project.config = ",'Entrypoint':['/bin/tini','--opt=X','--plain=entry'],'WorkingDir':'/srv/X','User':'uX',"
                .concat("'Healthcheck':{'Test':['CMD','/bin/check','--h=X','--plain=health']}");
        project.settings = ",'ExtraHosts':['X.local:10.1.2.3','plain.local:10.1.2.4'],'DnsSearch':['X.example',"
                .concat("'plain.example'],'Sysctls':{'net.ipv4.shown':'X','net.ipv4.plain':'17171'},")
                .concat("'Tmpfs':{'/t-X':'','/plaintmp':''},")
                .concat("'LogConfig':{'Type':'json-file','Config':{'tag':'t-X','mode':'plainlog'}}");
        project.top = ",'Mounts':[{'Type':'bind','Source':'/srv/shop/d','Destination':'/mnt/X','RW':true},"
                .concat("{'Type':'volume','Name':'vol-X','Source':'/v/vol-X','Destination':'/data','RW':true},")
                .concat("{'Type':'bind','Source':'/srv/shop/b','Destination':'/plainmount','RW':true},")
                .concat("{'Type':'bind','Source':'/srv/shop/X','Destination':'/other','RW':true}],")
                .concat("'NetworkSettings':{'Networks':{'n-X':{'Aliases':['a-X','plainalias']},'plainnetwork':{}}}");
        project.config = json(project.config, has);
        project.settings = json(project.settings, has);
        project.top = json(project.top, has);
        return project;
    }

    private static String json(String text, String has) {
        return text.replace('\'', '"').replace("X", has);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sunflower", "orangutan", "471130"})
    void tellsNothingOfWhatTheContainerHas(String has) throws Exception {
        assertThat(project("sunflower", has).json(REDACTOR).lines())
                .filteredOn(each -> each.contains(has) || each.contains("sunflower"))
                .isEmpty();
    }

    @Test
    void tellsWhatStandsInClearBesideIt() throws Exception {
        String json = project("sunflower", "orangutan").json(REDACTOR);

        assertThat(List.of(
                        "entry",
                        "command",
                        "option",
                        "plain.local",
                        "plainmount",
                        "plaintmp",
                        "17171",
                        "health",
                        "plainlog",
                        "plainnetwork",
                        "/srv/shop/b",
                        "/srv/shop/d"))
                .allSatisfy(each -> assertThat(json).contains(each));
    }

    @Test
    void tellsItWhereItIsNoSecret() throws Exception {
        MadeProject project = project("sunflower", "orangutan")
                .file("/srv/shop/.env", "SHOWN_NAME=sunflower\n")
                .file("/srv/shop/docker-compose.yml", FILE.replace("DB_PASSWORD", "SHOWN_NAME"));

        assertThat(project.json(REDACTOR).split("orangutan", -1).length).isGreaterThan(18);
    }
}
