package dev.leeway.agent.probe.dependency.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.agent.probe.dependency.found.Skipped;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.node.NodeInventory.Layout;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTreeTest {
    private static final String MODULES = "/srv/web/node_modules";

    private final FixtureHost host;
    private Survey survey;

    NodeTreeTest(@TempDir Path directory) {
        host = FixtureHost.in(directory);
        survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
    }

    private void installed(String path, String name, String version) {
        host.file(path + "/package.json", "{\"name\": \"" + name + "\", \"version\": \"" + version + "\"}");
    }

    private NodeInventory read() {
        return NodeTree.read(survey, "/srv/web");
    }

    @Test
    void readsNestedTreesScopesAndDuplicates() {
        host.file(MODULES + "/.package-lock.json", "{}").file(MODULES + "/.bin/tool", "");
        installed(MODULES + "/a", "a", "2.0.0");
        installed(MODULES + "/@scope/b", "@scope/b", "1.0.0");
        installed(MODULES + "/@scope/b/node_modules/a", "a", "1.0.0");
        installed(MODULES + "/alias", "real", "3.0.0");
        host.file(MODULES + "/a/dist/esm/package.json", "{\"type\": \"module\"}");
        NodeInventory inventory = read();
        assertThat(inventory.layout()).isEqualTo(Layout.NPM);
        assertThat(inventory.packages())
                .extracting(NodePackage::name, NodePackage::version, NodePackage::depth)
                .containsExactly(
                        tuple("@scope/b", "1.0.0", 1),
                        tuple("a", "1.0.0", 2),
                        tuple("a", "2.0.0", 1),
                        tuple("real", "3.0.0", 1));
        assertThat(inventory.versions().get("a")).containsExactly("1.0.0", "2.0.0");
        assertThat(survey.skipped()).isEmpty();
    }

    @Test
    void readsPnpmsStoreOnceAndNotByItsLinks() {
        host.file(MODULES + "/.modules.yaml", "");
        installed(MODULES + "/.pnpm/a@1.0.0/node_modules/a", "a", "1.0.0");
        installed(MODULES + "/.pnpm/@s+b@2.0.0_a@1.0.0/node_modules/@s/b", "@s/b", "2.0.0");
        host.link(MODULES + "/.pnpm/@s+b@2.0.0_a@1.0.0/node_modules/a", "../../a@1.0.0/node_modules/a")
                .link(MODULES + "/.pnpm/node_modules/a", "../a@1.0.0/node_modules/a")
                .link(MODULES + "/@s/b", "../.pnpm/@s+b@2.0.0_a@1.0.0/node_modules/@s/b");
        NodeInventory inventory = read();
        assertThat(inventory.layout()).isEqualTo(Layout.PNPM);
        assertThat(inventory.packages())
                .extracting(NodePackage::name, NodePackage::depth, NodePackage::linked)
                .containsExactly(tuple("@s/b", 1, false), tuple("a", 1, false));
    }

    @Test
    void readsLinkedWorkingTreesOnceAndIsNotCaughtInLoops() {
        host.file(MODULES + "/.yarn-integrity", "{}");
        installed("/srv/web", "web", "1.0.0");
        installed("/srv/web/packages/lib", "lib", "0.1.0");
        installed("/srv/web/packages/lib/node_modules/deep", "deep", "5.0.0");
        host.link(MODULES + "/lib", "../packages/lib")
                .link("/srv/web/packages/lib/node_modules/lib", "../../lib")
                .link(MODULES + "/self", "..")
                .link(MODULES + "/nowhere", "missing")
                .link(MODULES + "/loop", "loop");
        NodeInventory inventory = read();
        assertThat(inventory.layout()).isEqualTo(Layout.YARN);
        assertThat(inventory.packages())
                .extracting(NodePackage::name, NodePackage::linked)
                .containsExactly(tuple("deep", false), tuple("lib", true));
        assertThat(survey.skipped()).extracting(Skipped::path).contains(MODULES + "/nowhere");
    }

    @Test
    void readsTheTableOfPlugAndPlayWithoutRunningIt() {
        String script = "#!/usr/bin/env node\n/* eslint-disable */\nprocess.exit(1);\nconst RAW_RUNTIME_STATE =\n'{\\\n"
                + "  \"packageRegistryData\": [\\\n"
                + "    [null, [[null, {\"packageLocation\": \"./\"}]]],\\\n"
                + "    [\"a\", [[\"npm:1.0.0\", {}], [\"virtual:0b#npm:1.0.0\", {}]]],\\\n"
                + "    [\"@s/it\\'s\", [[\"patch:x@npm%3A5.0.2#y::version=5.0.2&hash=7d\", {}]]],\\\n"
                + "    [\"web\", [[\"workspace:.\", {}]]]\\\n"
                + "  ]\\\n}';\n";
        host.file("/srv/web/.pnp.cjs", script);
        NodeInventory inventory = read();
        assertThat(inventory.layout()).isEqualTo(Layout.YARN_PNP);
        assertThat(inventory.packages())
                .extracting(NodePackage::name, NodePackage::version)
                .containsExactly(tuple("@s/it's", "5.0.2"), tuple("a", "1.0.0"));
    }

    @Test
    void reportsAPlugAndPlayScriptWithoutATable() {
        host.file("/srv/web/.pnp.cjs", "const RAW_RUNTIME_STATE = 'open");
        assertThat(read().layout()).isEqualTo(Layout.NONE);
        assertThat(survey.skipped()).extracting(Skipped::path).containsExactly("/srv/web/.pnp.cjs");
    }

    @Test
    void reportsWhatIsDamagedAndReadsTheRest() {
        host.directory(MODULES + "/bare")
                .file(MODULES + "/broken/package.json", "{\"name\":")
                .file(MODULES + "/noversion/package.json", "{\"name\": \"noversion\"}")
                .file(MODULES + "/deep/package.json", "[".repeat(100_000))
                .file(MODULES + "/binary/package.json", new byte[] {0, 1})
                .file(MODULES + "/file.txt", "x");
        installed(MODULES + "/good", "good", "1.0.0");
        assertThat(read().packages()).extracting(NodePackage::name).containsExactly("good");
        assertThat(survey.skipped())
                .extracting(Skipped::path)
                .containsExactlyInAnyOrder(
                        MODULES + "/bare",
                        MODULES + "/broken/package.json",
                        MODULES + "/noversion/package.json",
                        MODULES + "/deep/package.json",
                        MODULES + "/binary/package.json");
    }

    @Test
    void stopsAtTheDepthAndTheEntriesItMayGo() {
        survey = new Survey(host.files(), new SurveyLimits(10_000, 4, 3, 10));
        StringBuilder path = new StringBuilder("/srv/web");
        for (int i = 0; i < 6; i++) {
            path.append("/node_modules/p").append(i);
            installed(path.toString(), "p" + i, "1.0.0");
        }
        for (int i = 0; i < 6; i++) {
            installed(MODULES + "/p0/node_modules/@many/q" + i, "q", "1.0.0");
        }
        assertThat(read().packages()).extracting(NodePackage::name).containsExactly("p0", "p1", "p2");
        assertThat(survey.skipped())
                .extracting(Skipped::kind)
                .containsExactlyInAnyOrder(Kind.TOO_LARGE, Kind.TOO_LARGE);
    }

    @Test
    void findsTheDirectoriesThatNodeSearches() {
        host.directory(MODULES)
                .directory("/node_modules")
                .file("/srv/web/dist/server.js", "")
                .file("/srv/web/dist/other.js", "")
                .link("/usr/local/bin/web", "/srv/web/dist/server.js");
        List<String> both = List.of("/srv/web", "/");
        assertThat(NodeProject.directories(survey, Optional.of("dist/server.js"), Optional.of("/srv/web")))
                .isEqualTo(both);
        assertThat(NodeProject.directories(survey, Optional.of("/usr/local/bin/web"), Optional.of("/")))
                .isEqualTo(both);
        assertThat(NodeProject.directories(survey, Optional.of("dist/other"), Optional.of("/srv/web")))
                .isEqualTo(both);
        assertThat(NodeProject.directories(survey, Optional.empty(), Optional.of("/srv/web")))
                .isEqualTo(both);
        assertThat(NodeProject.directories(survey, Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void findsNothingWhereNothingIsInstalled() {
        assertThat(read()).isEqualTo(new NodeInventory(Layout.NONE, List.of()));
        assertThat(survey.skipped()).isEmpty();
    }
}
