package dev.leeway.agent.redact;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The published enumerations: words that settings are known to take, shown whatever the setting is called. */
final class KnownWords {
    /**
     * One list.
     *
     * @param title for the documentation
     * @param words in lower case
     */
    record Enumeration(String title, Set<String> words) {}

    /** Every list, in the order of the documentation. */
    static final List<Enumeration> LISTS = List.of(
            list("Switches", "true false yes no on off enabled disabled enable disable y n t f"),
            list("Log levels", """
                    trace debug verbose info information notice warn warning error err crit critical fatal alert emerg emergency
                    all silent quiet finest finer fine severe
                    """),
            list("Environments and profiles", """
                    dev develop development local localdev test testing tests ci qa uat sit int integration acceptance e2e staging
                    stage stg preprod pre-prod preproduction pre-production prod production prd live demo sandbox canary beta
                    training perf performance loadtest docker container kubernetes k8s cloud default common base main master
                    blue green primary secondary standby leader follower replica dr eval lab edge
                    """),
            list("Defaults and policies", """
                    auto automatic manual none null nil default latest stable current always never optional required sometimes
                    on-failure unless-stopped ifnotpresent strict lax loose relaxed lenient strong weak full minimal basic
                    standard simple extended advanced legacy modern custom native inherit system user global external internal
                    embedded remote any other unknown unlimited infinity forever
                    """),
            list("Formats and encodings", """
                    json jsonl ndjson text plain logfmt ecs gelf cef csv tsv xml yaml yml toml html markdown raw binary hex base64
                    avro protobuf proto msgpack cbor gzip gz zstd snappy lz4 lzo brotli br deflate zlib xz bzip2 uncompressed
                    console stdout stderr stdin color colour ansi pretty compact short long iso8601 rfc3339 unix epoch
                    """),
            list("Protocols and transport security", """
                    http https http/1.1 http/2 h2 h2c http2 http3 quic grpc grpc-web rest soap tcp udp tcp4 tcp6 unix tls ssl mtls
                    starttls plaintext sasl_plaintext sasl_ssl sslv3 tlsv1 tlsv1.1 tlsv1.2 tlsv1.3 tls1.2 tls1.3 tls1_2 tls1_3
                    amqp amqps mqtt mqtts stomp ws wss ftp sftp ftps smtp smtps imap pop3 ldap ldaps syslog otlp http/protobuf
                    http/json dt_socket dt_shmem zipkin jaeger statsd prometheus socks5 socks4 ipv4 ipv6 inet inet6 dual-stack
                    """),
            list("Methods of authentication and signature", """
                    basic bearer digest oauth oauth2 oidc openid saml saml2 ldap kerberos gssapi ntlm spnego jwt mtls iam
                    anonymous trust peer ident md5 scram scram-sha-256 scram-sha-512 scram-sha-1 plain cert certificate x509
                    login cram-md5 xoauth2 oauthbearer aws_msk_iam session cookie form hs256 hs384 hs512 rs256 rs384 rs512 es256
                    es384 es512 ps256 ps384 ps512 eddsa ed25519 rsa dsa ecdsa ec hmac sha1 sha224 sha256 sha384 sha512 sha-1 sha-256
                    sha-384 sha-512 sha3-256 hmacsha1 hmacsha256 hmacsha512 bcrypt scrypt argon2 argon2id argon2i pbkdf2 aes aes-128
                    aes-256 aes128 aes256 aes-128-gcm aes-256-gcm aes-256-cbc chacha20-poly1305 fernet jks jceks pkcs12 pkcs11 bcfks
                    pem der pkcs1 pkcs8 dkim code client_credentials authorization_code refresh_token implicit none
                    client_secret_basic client_secret_post private_key_jwt s256 vault kms keyring file env gcp aws azure
                    """),
            list("Modes of databases and brokers", """
                    disable allow prefer require verify-ca verify-full verify_ca verify_identity preferred required disabled
                    read-uncommitted read-committed repeatable-read serializable read_uncommitted read_committed repeatable_read
                    transaction_read_committed transaction_repeatable_read transaction_serializable snapshot
                    validate update create create-only create-drop drop drop-and-create create_drop none
                    readonly read-only readwrite read-write read_only read_write primarypreferred secondarypreferred nearest
                    majority local available linearizable acks all earliest latest group direct topic fanout headers
                    wal delete truncate persist memory off normal extra full exclusive shared immediate deferred
                    allkeys-lru allkeys-lfu volatile-lru volatile-lfu volatile-ttl noeviction lru lfu fifo lifo
                    range roundrobin round-robin round_robin sticky cooperative-sticky leastconn least_conn iphash ip_hash random
                    """),
            list("Engines and kinds of store", """
                    postgres postgresql pgsql mysql mariadb sqlite sqlite3 oracle mssql sqlserver db2 h2 hsqldb derby cockroach
                    cockroachdb mongodb mongo redis valkey memcached cassandra scylla dynamodb elasticsearch opensearch solr
                    clickhouse influxdb timescaledb neo4j couchdb couchbase etcd consul zookeeper kafka rabbitmq activemq artemis
                    nats pulsar sqs sns kinesis pubsub servicebus eventhubs s3 gcs minio azureblob filesystem file memory inmemory
                    in-memory disk jdbc jpa hibernate jcache ehcache caffeine hazelcast infinispan ignite nfs ceph local cache
                    snowflake bigquery redshift trino presto spark flink duckdb vertica teradata
                    """),
            list("Parts of programs", """
                    web worker workers api server client agent scheduler beat cron job jobs batch consumer producer gateway proxy
                    frontend backend ui admin migrate migration migrations seed init sidecar runner executor driver node all
                    gevent eventlet sync async asyncio uvloop gthread tornado threads prefork solo h11 httptools wsgi asgi
                    gunicorn uvicorn hypercorn daphne celery puma unicorn passenger nginx apache tomcat jetty undertow netty
                    servlet reactive spring quarkus micronaut django flask fastapi rails express koa nestjs next nuxt vite webpack
                    serve start run stop build exec up listen daemon foreground standalone cluster domain
                    """),
            list("Machines and systems", """
                    linux windows darwin macos freebsd alpine debian ubuntu fedora rhel centos rocky amazonlinux x86_64 amd64 arm64
                    aarch64 armv7 i386 i686 s390x ppc64le riscv64 linux/amd64 linux/arm64 posix
                    win32 cygwin cpython pypy
                    dumb vt100 vt220 xterm xterm-color xterm-256color screen screen-256color tmux tmux-256color rxvt rxvt-unicode linux
                    ansi sh bash zsh fish ash dash vi vim nvim nano emacs less more cat pager
                    noninteractive dialog readline teletype tty x11 wayland
                    hotspot openj9 graalvm temurin corretto zulu g1 parallel serial zgc shenandoah epsilon g1gc
                    us metric imperial en-us enforcing permissive unconfined
                    """),
            list("Regions of clouds", """
                    us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 sa-east-1 eu-west-1 eu-west-2 eu-west-3 eu-central-1
                    eu-central-2 eu-north-1 eu-south-1 eu-south-2 af-south-1 me-south-1 me-central-1 il-central-1 ap-south-1 ap-south-2
                    ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-east-1
                    us-gov-east-1 us-gov-west-1 cn-north-1 cn-northwest-1 us-central1 us-east1 us-east4 us-east5 us-west1 us-west2
                    us-west3 us-west4 us-south1 europe-west1 europe-west2 europe-west3 europe-west4 europe-west6 europe-west8
                    europe-west9 europe-west12 europe-north1 europe-central2 europe-southwest1 asia-east1 asia-east2 asia-northeast1
                    asia-northeast2 asia-northeast3 asia-south1 asia-south2 asia-southeast1 asia-southeast2 australia-southeast1
                    australia-southeast2 southamerica-east1 northamerica-northeast1 me-west1 africa-south1 eastus eastus2 westus
                    westus2 westus3 centralus northcentralus southcentralus westcentralus northeurope westeurope uksouth ukwest
                    francecentral germanywestcentral norwayeast swedencentral switzerlandnorth polandcentral italynorth spaincentral
                    eastasia southeastasia japaneast japanwest koreacentral australiaeast centralindia southindia brazilsouth
                    canadacentral canadaeast uaenorth southafricanorth fra1 ams3 nyc1 nyc3 sfo3 lon1 sgp1 tor1 blr1 syd1 fsn1 nbg1 hel1
                    """));

    /** Longest word of any list. */
    private static final int MAX = 32;

    private static final Set<String> ALL = union();

    private KnownWords() {}

    private static Enumeration list(String title, String words) {
        return new Enumeration(title, WordList.of(words));
    }

    private static Set<String> union() {
        Set<String> all = new HashSet<>(2048);
        for (Enumeration list : LISTS) {
            all.addAll(list.words());
        }
        return all;
    }

    /** Whether {@code text} is a word of some list, case ignored. */
    static boolean has(String text) {
        return text.length() <= MAX && ALL.contains(Ascii.lower(text));
    }

    /** Whether {@code text} says yes or no in one of the usual ways, {@code 0} and {@code 1} among them. */
    static boolean isSwitch(String text) {
        return text.equals("0")
                || text.equals("1")
                || (text.length() <= 8 && LISTS.get(0).words().contains(Ascii.lower(text)));
    }
}
