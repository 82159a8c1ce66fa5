package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.archive.Identity.Confidence;
import dev.leeway.agent.format.archive.Identity.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveIdentityTest {
    @Test
    void aPomThatTheFileNameAgreesWithIsExact() {
        assertIdentity(
                new TestArchive().withPom("org.shop", "core", "1.2"),
                "core-1.2.jar",
                "org.shop:core",
                "1.2",
                Evidence.POM_PROPERTIES,
                Confidence.EXACT);
    }

    @Test
    void whatFollowsTheVersionInTheFileNameIsTheClassifier() {
        assertIdentity(
                new TestArchive().withPom("io.n", "epoll", "4.1.Final"),
                "epoll-4.1.Final-linux-x86_64.jar",
                "io.n:epoll:linux-x86_64",
                "4.1.Final",
                Evidence.POM_PROPERTIES,
                Confidence.EXACT);
    }

    @Test
    void ofSeveralPomsTheOneThatTheFileIsNamedAfterIsItsOwnAndTheOthersAreShaded() {
        Archive archive = read(
                new TestArchive()
                        .withPom("com.fasterxml", "jackson-databind", "2.11.1")
                        .withPom("org.shop", "shop", "3.0")
                        .withPom("com.google", "guava", "33"),
                "shop-3.0.jar");

        assertThat(archive.identity().coordinates().key()).isEqualTo("org.shop:shop");
        assertThat(archive.shaded())
                .extracting(i ->
                        i.coordinates().key() + " " + i.coordinates().version().orElse(""))
                .containsExactly("com.fasterxml:jackson-databind 2.11.1", "com.google:guava 33");
    }

    @Test
    void aLonePomOfSomethingElseDoesNotRenameTheArchiveItWasShadedInto() {
        Archive archive = read(new TestArchive().withPom("com.google", "guava", "33.0"), "shop-all-3.0.jar");

        assertThat(archive.identity().coordinates().key()).isEqualTo("shop-all");
        assertThat(archive.identity().coordinates().version()).contains("3.0");
        assertThat(archive.identity().confidence()).isEqualTo(Confidence.GUESS);
        assertThat(archive.shaded()).extracting(i -> i.coordinates().key()).containsExactly("com.google:guava");
    }

    @Test
    void aRenamedFileKeepsWhatItsOnlyPomSays() {
        assertIdentity(
                new TestArchive().withPom("org.shop", "web", "1.0"),
                "app.jar",
                "org.shop:web",
                "1.0",
                Evidence.POM_PROPERTIES,
                Confidence.STRONG);
    }

    @Test
    void aRenamedShadedFileIsWhatItsManifestSays() {
        assertIdentity(
                new TestArchive()
                        .withManifest("Implementation-Title: shop", "Implementation-Version: 3.0")
                        .withPom("com.google", "guava", "33.0")
                        .withPom("org.shop", "shop", "3.0"),
                "service.jar",
                "org.shop:shop",
                "3.0",
                Evidence.POM_PROPERTIES,
                Confidence.EXACT);
    }

    @Test
    void twoGroupsWithOneArtifactAreToldApartByTheManifest() {
        TestArchive archive = new TestArchive()
                .withManifest("Bundle-SymbolicName: javax.api;singleton:=true", "Bundle-Version: 2.0.0")
                .withPom("jakarta", "api", "2.0")
                .withPom("javax", "api", "2.0");

        assertIdentity(archive, "api-2.0.jar", "javax:api", "2.0", Evidence.POM_PROPERTIES, Confidence.EXACT);
    }

    @Test
    void aPomXmlAloneTellsWithWhatItInherits() {
        TestArchive archive = new TestArchive()
                .with(
                        "META-INF/maven/g/a/pom.xml",
                        "<project><parent><groupId>org.p</groupId><artifactId>parent</artifactId><version>7</version></parent>"
                                + "<artifactId>a</artifactId><dependencies><dependency><groupId>x</groupId>"
                                + "<artifactId>y</artifactId><version>9</version></dependency></dependencies></project>");

        assertIdentity(archive, "a-7.jar", "org.p:a", "7", Evidence.POM_XML, Confidence.EXACT);
    }

    @Test
    void aManifestThatAgreesWithTheNameMakesTheNameStrong() {
        assertIdentity(
                new TestArchive()
                        .withManifest("Bundle-SymbolicName: org.ops4j.pax.pax-url", "Bundle-Version: 2.6.0.RC1"),
                "pax-url-2.6.0-RC1.jar",
                "org.ops4j.pax:pax-url",
                "2.6.0-RC1",
                Evidence.FILE_NAME,
                Confidence.STRONG);
    }

    @Test
    void aManifestThatContradictsTheNameMakesItAGuessHoweverSureTheLibraryIs() {
        TestArchive archive = new TestArchive()
                .withManifest(
                        "Implementation-Title: H2 Database Engine",
                        "Implementation-Version: 2.5.252",
                        "Automatic-Module-Name: com.h2database")
                .with("org/h2/Driver.class", "class");
        assertIdentity(archive, "h2-2.2.224.jar", "com.h2database:h2", "2.2.224", Evidence.FILE_NAME, Confidence.GUESS);
    }

    @Test
    void aSymbolicNameOfPackagesIsNotTakenForAGroup() {
        assertThat(read(
                                new TestArchive()
                                        .withManifest("Bundle-SymbolicName: org.shop.tool", "Bundle-Version: 9.8.0"),
                                "tool-9.8.jar")
                        .identity()
                        .coordinates()
                        .key())
                .isEqualTo("tool");
    }

    @Test
    void aLibraryPublishedWithoutMetadataIsKnownByItsNameAndItsPackages() {
        assertIdentity(
                new TestArchive().withClass("org/objectweb/asm/Type"),
                "asm-9.7.jar",
                "org.ow2.asm:asm",
                "9.7",
                Evidence.FILE_NAME,
                Confidence.STRONG);
        assertThat(key(new TestArchive().withClass("com/shop/asm/Type"), "asm-9.7.jar"))
                .isEqualTo("asm");
        assertThat(key(new TestArchive().withClass("org/dom4j/Node"), "dom4j-1.6.jar"))
                .isEqualTo("dom4j:dom4j");
        assertThat(key(new TestArchive().withClass("org/dom4j/Node"), "dom4j-2.1.3.jar"))
                .isEqualTo("org.dom4j:dom4j");
    }

    @Test
    void aFileThatLostItsVersionAndHalfItsNameIsKnownByItsSymbolicName() {
        assertIdentity(
                new TestArchive()
                        .withManifest(
                                "Bundle-SymbolicName: org.apache.tomcat-catalina", "Implementation-Version: 10.1.40"),
                "catalina.jar",
                "org.apache.tomcat:tomcat-catalina",
                "10.1.40",
                Evidence.MANIFEST,
                Confidence.STRONG);
    }

    @Test
    void aRoofOverManyGroupsIsNoGroup() {
        assertThat(key(
                        new TestArchive()
                                .withManifest("Bundle-SymbolicName: org.apache.shop-api", "Bundle-Version: 1.0.0"),
                        "shop-api-1.0.jar"))
                .isEqualTo("shop-api");
    }

    @Test
    void aClassifierWithoutAGroupIsNotTakenForAnArtifactOfTheGroup() {
        assertThat(key(new TestArchive(), "zipkin-server-3.4.2-exec.jar")).isEqualTo(":zipkin-server:exec");
        assertThat(key(new TestArchive(), "zipkin-server-3.4.2.jar")).isEqualTo("zipkin-server");
        assertThat(key(
                        new TestArchive().withPom("io.zipkin", "zipkin-server", "3.4.2"),
                        "zipkin-server-3.4.2-exec.jar"))
                .isEqualTo("io.zipkin:zipkin-server:exec");
    }

    @Test
    void aTitleOfGroupAndArtifactTellsBoth() {
        assertIdentity(
                new TestArchive()
                        .withManifest(
                                "Implementation-Title: io.micrometer#micrometer-core;1.13.5",
                                "Implementation-Version: 1.13.5"),
                "micrometer-core-1.13.5.jar",
                "io.micrometer:micrometer-core",
                "1.13.5",
                Evidence.FILE_NAME,
                Confidence.STRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/app/lib/main/com.shop.core.shop-core-1.0.jar, com.shop.core:shop-core",
        "/srv/app/lib/boot/info.picocli.picocli-4.7.jar, info.picocli:picocli",
        "/srv/app/lib/main/org.ow2.asm.asm-tree-9.7.jar, org.ow2.asm:asm-tree",
        "/srv/app/lib/main/plain-1.0.jar, plain",
        "/srv/app/lib/javax.security.auth.message-1.0.jar, javax.security.auth.message",
    })
    void whereQuarkusKeepsLibrariesTheirNamesBeginWithTheGroup(String path, String key) {
        assertThat(key(new TestArchive().withClass("org/objectweb/asm/tree/Node"), path))
                .isEqualTo(key);
    }

    @Test
    void aFileNamedByGroupAndArtifactIsWhatItsPomSaysAndNotWhatWasShadedIn() {
        Archive archive = read(
                new TestArchive().withPom("org.aesh", "terminal-api", "2.6").withPom("org.aesh", "readline", "2.6"),
                "org.aesh.readline-2.6.jar");

        assertThat(archive.identity().coordinates().key()).isEqualTo("org.aesh:readline");
        assertThat(archive.identity().confidence()).isEqualTo(Confidence.EXACT);
        assertThat(archive.shaded()).extracting(i -> i.coordinates().key()).containsExactly("org.aesh:terminal-api");
    }

    @Test
    void whatWasShadedInForOneReleaseIsToldToo() {
        Archive archive = read(
                new TestArchive()
                        .withPom("org.shop", "orb", "8.1")
                        .with(
                                "META-INF/versions/9/META-INF/maven/org.shop/orb-jdk9/pom.properties",
                                "groupId=org.shop\nartifactId=orb-jdk9\nversion=1.0\n"),
                "orb-8.1.jar");

        assertThat(archive.identity().coordinates().key()).isEqualTo("org.shop:orb");
        assertThat(archive.shaded()).extracting(i -> i.coordinates().key()).containsExactly("org.shop:orb-jdk9");
    }

    @Test
    void aDeploymentsCommonNameGivesWayToTheManifest() {
        assertIdentity(
                new TestArchive().withManifest("Implementation-Title: shop-web", "Implementation-Version: 1.5.0"),
                "app.jar",
                "shop-web",
                "1.5.0",
                Evidence.MANIFEST,
                Confidence.STRONG);
    }

    @Test
    void aFileOfNoMetadataIsAGuessAndSaysSo() {
        assertIdentity(
                new TestArchive().withClass("A"),
                "xpp3_min-1.1.4c.jar",
                "xpp3_min",
                "1.1.4c",
                Evidence.FILE_NAME,
                Confidence.GUESS);
        assertThat(read(new TestArchive().withClass("A"), "tools.jar")
                        .identity()
                        .coordinates()
                        .version())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "commons-lang-2.6.jar, commons-lang, 2.6,",
        "log4j-1.2-api-2.17.1.jar, log4j-1.2-api, 2.17.1,",
        "guava-33.0.0-jre.jar, guava, 33.0.0-jre,",
        "netty-tcnative-2.0.61.Final-linux-x86_64.jar, netty-tcnative, 2.0.61.Final, linux-x86_64",
        "app-1.0-20230101.120000-1.jar, app, 1.0-20230101.120000-1,",
        "shop-web-1.4.2-SNAPSHOT-exec.jar, shop-web, 1.4.2-SNAPSHOT, exec",
        "spring-core-6.0.0-M2.jar, spring-core, 6.0.0-M2,",
        "zipkin-storage-mysql-v1-3.4.2.jar, zipkin-storage-mysql-v1, 3.4.2,",
        "google-api-services-storage-v1-rev20240105-2.0.0.jar, google-api-services-storage, v1-rev20240105-2.0.0,",
        "jsr181-api-1.0-MR1.jar, jsr181-api, 1.0-MR1,",
        "rt.jar, rt,,",
        "jsr305-3.0.2.jar, jsr305, 3.0.2,",
        "dir.d/a-1.war, a, 1,",
        "-1.jar, '', 1,",
        "-.jar, -,,",
    })
    void readsFileNames(String file, String artifact, String version, String classifier) {
        ArchiveName name = ArchiveName.of(file);

        assertThat(name.artifact()).isEqualTo(artifact);
        assertThat(name.version().orElse(null)).isEqualTo(version);
        assertThat(name.classifier().orElse(null)).isEqualTo(classifier);
    }

    private static void assertIdentity(
            TestArchive archive, String file, String key, String version, Evidence evidence, Confidence confidence) {
        Identity identity = read(archive, file).identity();
        assertThat(identity.coordinates().key()).isEqualTo(key);
        assertThat(identity.coordinates().version()).contains(version);
        assertThat(identity.evidence()).isEqualTo(evidence);
        assertThat(identity.confidence()).isEqualTo(confidence);
    }

    private static String key(TestArchive archive, String file) {
        return read(archive, file).identity().coordinates().key();
    }

    private static Archive read(TestArchive archive, String file) {
        return TestArchive.read(archive.deflated(), file).archive();
    }
}
