package dev.leeway.agent.format.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Libraries whose builds write no Maven metadata into their archives, with the group they are published under.
 *
 * <p>A name alone proves nothing: each line asks for a mark as well, a package of the archive's classes or a name in its
 * manifest, so that somebody's own {@code spring-core-1.0.jar} is not taken for Spring's.
 */
final class KnownLibraries {
    /**
     * {@code GROUP ; MARKS ; [VERSIONS] NAMES}: the first line that fits counts; a star ends a name that begins so, and an
     * equals sign is a group called as its artifact.
     */
    private static final String TABLE = """
            = ; antlr ; antlr
            = ; javax.inject ; javax.inject
            = ; junit org.junit ; junit
            = ; org.apache.commons ; commons-beanutils commons-cli commons-codec commons-collections commons-dbcp \
            commons-digester commons-fileupload commons-httpclient commons-io commons-lang commons-logging \
            commons-net commons-pool commons-validator
            = ; org.objectweb.asm ; <4 asm
            com.github.ben-manes.caffeine ; com.github.benmanes.caffeine ; caffeine
            com.github.fge ; com.github.fge ; <1.3 btf
            com.github.jnr ; com.github.jnr com.kenai.jffi ; jffi
            com.google.protobuf ; com.google.protobuf ; protobuf-*
            com.h2database ; org.h2 com.h2database ; h2
            com.linecorp.armeria ; com.linecorp.armeria ; armeria armeria-*
            com.microsoft.sqlserver ; com.microsoft.sqlserver ; mssql-jdbc
            com.oracle.database.jdbc ; oracle.jdbc ; ojdbc8 ojdbc10 ojdbc11 ojdbc17
            com.squareup.okhttp3 ; okhttp3 ; okhttp okhttp-* logging-interceptor
            com.squareup.okio ; okio ; okio okio-jvm
            com.squareup.retrofit2 ; retrofit2 ; retrofit converter-* adapter-*
            com.webauthn4j ; com.webauthn4j ; webauthn4j-*
            dom4j ; org.dom4j ; <2 dom4j
            gnu.getopt ; gnu.getopt ; java-getopt
            info.picocli ; picocli ; picocli picocli-*
            io.grpc ; io.grpc ; grpc-*
            io.jaegertracing ; io.jaegertracing ; jaeger-*
            io.opentelemetry.instrumentation ; io.opentelemetry.instrumentation ; opentelemetry-*
            io.opentelemetry.semconv ; io.opentelemetry.semconv ; >=1.21 opentelemetry-semconv*
            io.opentelemetry ; io.opentelemetry.api io.opentelemetry.sdk io.opentelemetry.context \
            io.opentelemetry.exporter io.opentelemetry.semconv io.opentelemetry.extension ; opentelemetry-*
            io.perfmark ; io.perfmark ; perfmark-*
            io.projectreactor.netty ; reactor.netty ; reactor-netty reactor-netty-*
            io.projectreactor ; reactor ; reactor-core reactor-test reactor-tools
            io.setl ; io.setl.rdf ; rdf-urdna
            io.zipkin.brave ; brave ; brave brave-*
            io.zipkin.zipkin2 ; zipkin2 ; zipkin zipkin-collector zipkin-collector-* zipkin-storage-*
            net.java.dev.jna ; com.sun.jna ; jna jna-platform
            net.jcip ; net.jcip.annotations ; jcip-annotations
            org.apache.ant ; org.apache.tools.ant ; ant ant-*
            org.apache.groovy ; groovy org.codehaus.groovy org.apache.groovy ; >=4 groovy groovy-*
            org.apache.kafka ; org.apache.kafka ; kafka-* kafka_* connect-*
            org.apache.lucene ; org.apache.lucene ; lucene-*
            org.apache.solr ; org.apache.solr ; solr-*
            org.apache.thrift ; org.apache.thrift ; libthrift
            org.apache.tomcat.embed ; org.apache.tomcat-embed ; tomcat-embed-*
            org.apache.tomcat ; org.apache.tomcat org.apache.juli Apache~Tomcat ; tomcat-*
            org.aspectj ; org.aspectj ; aspectjrt aspectjweaver aspectjtools
            org.bouncycastle ; org.bouncycastle ; bc*
            org.checkerframework ; org.checkerframework ; checker-qual checker
            org.codehaus.groovy ; groovy org.codehaus.groovy ; <4 groovy groovy-*
            org.dom4j ; org.dom4j ; >=2 dom4j
            org.eclipse.jdt ; org.eclipse.jdt ; ecj org.eclipse.jdt.core
            org.eclipse.jetty.toolchain ; org.eclipse.jetty ; jetty-servlet-api jetty-jakarta-servlet-api \
            jetty-javax-websocket-api jetty-jakarta-websocket-api
            org.eclipse.platform ; org.eclipse.osgi org.eclipse.equinox org.eclipse.core ; org.eclipse.osgi \
            org.eclipse.osgi.services org.eclipse.osgi.util org.eclipse.equinox.* org.eclipse.core.*
            org.graalvm.sdk ; org.graalvm ; graal-sdk nativeimage word collections jniutils
            org.hamcrest ; org.hamcrest ; hamcrest hamcrest-*
            org.hibernate.common ; org.hibernate.annotations ; >=4 hibernate-commons-annotations
            org.hibernate.orm ; org.hibernate ; >=6 hibernate-core hibernate-envers hibernate-jcache \
            hibernate-hikaricp hibernate-agroal hibernate-c3p0 hibernate-graalvm hibernate-spatial \
            hibernate-micrometer hibernate-vector hibernate-community-dialects
            org.jdom ; org.jdom2 ; jdom2
            org.jetbrains.kotlinx ; kotlinx ; kotlinx-*
            org.jetbrains.kotlin ; kotlin ; kotlin-*
            org.junit.jupiter ; org.junit.jupiter ; junit-jupiter junit-jupiter-*
            org.junit.platform ; org.junit.platform ; junit-platform-*
            org.lz4 ; net.jpountz org.lz4 ; <1.10 lz4-java
            org.mortbay.jasper ; org.mortbay.jasper ; apache-el apache-jsp
            org.openjdk.nashorn ; org.openjdk.nashorn ; nashorn-core
            org.ow2.asm ; org.objectweb.asm ; >=4 asm asm-*
            org.reactivestreams ; org.reactivestreams ; reactive-streams
            org.springframework.amqp ; org.springframework.amqp ; spring-amqp spring-rabbit spring-rabbit-*
            org.springframework.boot ; org.springframework.boot spring.boot ; spring-boot spring-boot-*
            org.springframework.integration ; org.springframework.integration ; spring-integration-*
            org.springframework.kafka ; org.springframework.kafka ; spring-kafka spring-kafka-test
            org.springframework.security ; org.springframework.security spring.security ; spring-security-*
            org.springframework.session ; org.springframework.session ; spring-session-*
            org.springframework ; org.springframework spring ; spring-aop spring-aspects spring-beans \
            spring-context spring-context-indexer spring-context-support spring-core spring-core-test \
            spring-expression spring-instrument spring-jcl spring-jdbc spring-jms spring-messaging spring-orm \
            spring-oxm spring-r2dbc spring-test spring-tx spring-web spring-webflux spring-webmvc spring-websocket
            org.tukaani ; org.tukaani.xz ; xz
            org.twitter4j ; twitter4j ; twitter4j-*
            org.wiremock ; com.github.tomakehurst.wiremock ; >=3 wiremock wiremock-standalone
            tanukisoft ; org.tanukisoftware.wrapper ; wrapper
            wsdl4j ; com.ibm.wsdl ; wsdl4j
            xalan ; org.apache.xalan ; xalan
            xalan ; org.apache.xml.serializer ; serializer
            xerces ; org.apache.xerces ; xercesImpl
            xml-resolver ; org.apache.xml.resolver ; xml-resolver
            xom ; nu.xom ; xom
            xpp3 ; org.xmlpull ; xpp3
            """;

    private static final Pattern RANGE = Pattern.compile("(<|>=)(\\d+)(?:\\.(\\d+))?");
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9}))?.*");
    private static final Map<String, List<Known>> EXACT = new HashMap<>();
    private static final List<Known> PREFIXES = new ArrayList<>();

    static {
        TABLE.lines().forEach(KnownLibraries::take);
    }

    private KnownLibraries() {}

    /**
     * Published under a group, if the archive bears a mark.
     *
     * @param group the groupId
     * @param marks packages, or names in the manifest, any of which proves it
     * @param range of versions, empty for all
     * @param name the artifactId, or its beginning
     */
    record Known(String group, List<String> marks, String range, String name) {
        private boolean fits(Optional<String> version) {
            Matcher bound = RANGE.matcher(range);
            Matcher told = VERSION.matcher(version.orElse(""));
            if (!bound.matches()) {
                return true;
            }
            return told.matches()
                    && (ordinal(told.group(1), told.group(2)) < ordinal(bound.group(2), bound.group(3)))
                            == bound.group(1).equals("<");
        }

        private static long ordinal(String major, String minor) {
            return Long.parseLong(major) * 10_000_000_000L + (minor == null ? 0 : Long.parseLong(minor));
        }
    }

    private static void take(String line) {
        String[] parts = line.split(" ; ", 3);
        List<String> marks = Arrays.stream(parts[1].split(" "))
                .map(mark -> mark.replace('~', ' '))
                .toList();
        String group = parts[0];
        String range = "";
        for (String name : parts[2].split(" ")) {
            if (RANGE.matcher(name).matches()) {
                range = name;
            } else if (name.endsWith("*")) {
                PREFIXES.add(new Known(group, marks, range, name.substring(0, name.length() - 1)));
            } else {
                EXACT.computeIfAbsent(name, each -> new ArrayList<>())
                        .add(new Known(group.equals("=") ? name : group, marks, range, name));
            }
        }
    }

    /** What an archive called {@code artifact} may be, the likeliest first. */
    static List<Known> of(String artifact, Optional<String> version) {
        List<Known> found = new ArrayList<>();
        EXACT.getOrDefault(artifact, List.of()).stream()
                .filter(known -> known.fits(version))
                .forEach(found::add);
        for (Known known : PREFIXES) {
            if (artifact.startsWith(known.name()) && known.fits(version)) {
                found.add(known);
            }
        }
        return found;
    }
}
