package dev.leeway.collector.planted;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.luben.zstd.Zstd;
import com.google.re2j.Pattern;
import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariConfigMXBean;
import dev.leeway.agent.spi.ProbeSpec;
import io.airlift.compress.Decompressor;
import io.github.nscuro.versatile.Vers;
import jakarta.mail.MessagingException;
import java.net.http.HttpClient;
import java.sql.Connection;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.eclipse.angus.mail.util.MailLogger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jgit.lib.ObjectId;
import org.flywaydb.core.api.FlywayException;
import org.h2.engine.Mode;
import org.jdbi.v3.core.JdbiException;
import org.mariadb.jdbc.Configuration;
import org.postgresql.jdbc.PreferQueryMode;
import org.snakeyaml.engine.v2.api.Load;
import org.sqlite.SQLiteConfig;
import picocli.CommandLine;

/** Breaks, in the collector: direction, and the one home of every library. */
public final class Reacher {
    /** What others reach for. */
    public static final String NAME = Reacher.class.getSimpleName();

    private Reacher() {}

    static Object[] all(
            ProbeSpec spec,
            ObjectMapper jackson,
            Vers versatile,
            Pattern re2j,
            Connection sql,
            ArchiveEntry compress,
            Load yaml,
            SQLiteConfig sqlite,
            PreferQueryMode postgresql,
            Configuration mariadb,
            Mode h2,
            DockerClient docker,
            ObjectId git,
            Request http,
            Config hocon,
            Decompressor zstd,
            HikariConfigMXBean pool,
            JdbiException jdbi,
            FlywayException migrations,
            MessagingException mail,
            MailLogger smtp,
            HttpClient client,
            CommandLine picocli) {
        return new Object[] {
            spec,
            jackson,
            versatile,
            re2j,
            sql,
            compress,
            yaml,
            sqlite,
            postgresql,
            mariadb,
            h2,
            docker,
            git,
            http,
            hocon,
            zstd,
            pool,
            jdbi,
            migrations,
            mail,
            smtp,
            client,
            picocli,
            Zstd.maxCompressionLevel()
        };
    }
}
