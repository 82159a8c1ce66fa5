package dev.leeway.agent.probe.dependency.declared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeDeclarationsTest extends DeclaredScene {
    @Test
    void readsNodeManifests() {
        assertThat(read("package.json", """
                        {"name": "web", "dependencies": {
                          "express": "4.18.2",
                          "a": "^1.0.0", "b": "latest", "c": "*",
                          "d": "git+ssh://git@host/d.git", "e": "file:../e", "f": "npm:real@2.0.0", "g": 7},
                         "devDependencies": {
                          "a": "2.x"}}
                        """))
                .containsExactly(
                        "express pinned 4.18.2 package.json:2",
                        "a range ^1.0.0 package.json:3",
                        "b range latest package.json:3",
                        "c any package.json:3",
                        "d place git+ssh://host/d.git package.json:4",
                        "e place file:../e package.json:4",
                        "real pinned 2.0.0 package.json:4",
                        "a range 2.x (dev) package.json:6");
    }

    @Test
    void readsEveryVersionOfNpmsLock() {
        assertThat(read("package-lock.json", """
                        {"lockfileVersion": 3, "packages": {
                          "": {"name": "web", "version": "1.0.0"},
                          "node_modules/a": {"version": "1.0.0"},
                          "node_modules/a/node_modules/@s/b": {"version": "2.0.0", "dev": true},
                          "node_modules/alias": {"name": "real", "version": "3.0.0", "optional": true},
                          "node_modules/lib": {"resolved": "packages/lib", "link": true},
                          "packages/lib": {"version": "0.1.0"}}}
                        """))
                .containsExactly(
                        "a pinned 1.0.0 package-lock.json:3",
                        "@s/b pinned 2.0.0 (dev) package-lock.json:4",
                        "real pinned 3.0.0 (optional) package-lock.json:5");
        assertThat(read("package-lock.json", """
                        {"lockfileVersion": 1, "dependencies": {
                          "a": {"version": "1.0.0", "dependencies": {
                            "b": {"version": "2.0.0", "dev": true}}},
                          "c": {"version": "git+ssh://git@host/c.git#0a"}}}
                        """))
                .containsExactly(
                        "a pinned 1.0.0 package-lock.json:2",
                        "b pinned 2.0.0 (dev) package-lock.json:3",
                        "c place git+ssh://host/c.git package-lock.json:4");
    }

    @Test
    void readsBothKindsOfYarnLocks() {
        assertThat(read("yarn.lock", """
                        # yarn lockfile v1

                        "@s/a@^1.0.0", "@s/a@^1.1.0":
                          version "1.2.0"
                          resolved "https://x/a.tgz#0"
                          dependencies:
                            version "^9"

                        b@~2:
                          version "2.0.1"

                        c@npm:real@^3:
                          version "3.0.0"
                        """))
                .containsExactly(
                        "@s/a pinned 1.2.0 yarn.lock:3",
                        "b pinned 2.0.1 yarn.lock:9",
                        "real pinned 3.0.0 yarn.lock:12");
        assertThat(read("yarn.lock", """
                        __metadata:
                          version: 8

                        "@s/a@npm:^1.0.0":
                          version: 1.2.0
                          resolution: "@s/a@npm:1.2.0"

                        "web@workspace:.":
                          version: 0.0.0-use.local
                          resolution: "web@workspace:."
                        """)).containsExactly("@s/a pinned 1.2.0 yarn.lock:4");
    }

    @Test
    void readsThreeGenerationsOfPnpmLocks() {
        assertThat(read("pnpm-lock.yaml", """
                        lockfileVersion: '9.0'
                        packages:
                          '@s/a@1.0.0':
                            resolution: {integrity: sha512-x}
                          b@2.0.0:
                            resolution: {integrity: sha512-x}
                        snapshots:
                          b@2.0.0(@s/a@1.0.0): {}
                        """))
                .containsExactly("@s/a pinned 1.0.0 pnpm-lock.yaml:3", "b pinned 2.0.0 pnpm-lock.yaml:5");
        assertThat(read("pnpm-lock.yaml", """
                        lockfileVersion: '6.0'
                        packages:
                          /@s/a@1.0.0(b@2.0.0):
                            dev: true
                          /@s/a@1.0.0(b@3.0.0):
                            dev: true
                        """)).containsExactly("@s/a pinned 1.0.0 (dev) pnpm-lock.yaml:3");
        assertThat(read("pnpm-lock.yaml", """
                        lockfileVersion: 5.4
                        packages:
                          /@s/a/1.0.0_b@2.0.0:
                            dev: false
                          /b/2.0.0:
                            optional: true
                        """))
                .containsExactly("@s/a pinned 1.0.0 pnpm-lock.yaml:3", "b pinned 2.0.0 (optional) pnpm-lock.yaml:5");
    }
}
