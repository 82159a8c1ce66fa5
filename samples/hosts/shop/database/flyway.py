"""Prints the SQL that brings a database to a version, with the history that Flyway keeps of it.

Usage: flyway.py DIRECTORY VERSION
"""
import pathlib
import re
import sys
import zlib

HISTORY = """create table flyway_schema_history (
    installed_rank int not null,
    version varchar(50),
    description varchar(200) not null,
    type varchar(20) not null,
    script varchar(1000) not null,
    checksum int,
    installed_by varchar(100) not null,
    installed_on timestamp not null default now(),
    execution_time int not null,
    success boolean not null,
    constraint flyway_schema_history_pk primary key (installed_rank)
);
create index flyway_schema_history_s_idx on flyway_schema_history (success);
"""


def checksum(text):
    """As the tool counts it: over the lines without their ends, as a signed number of 32 bits."""
    number = 0
    for line in text.splitlines():
        number = zlib.crc32(line.encode(), number)
    return number - (1 << 32) if number >= 1 << 31 else number


print(HISTORY)
scripts = sorted(pathlib.Path(sys.argv[1]).glob("V*__*.sql"))
for rank, script in enumerate(scripts, start=1):
    version, name = re.fullmatch(r"V(\d+)__(\w+)\.sql", script.name).groups()
    if int(version) > int(sys.argv[2]):
        break
    text = script.read_text(encoding="utf-8")
    description = name.replace("_", " ")
    print(text)
    print(
        "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
        f" execution_time, success) values ({rank}, '{version}', '{description}', 'SQL', '{script.name}',"
        f" {checksum(text)}, current_user, 12, true);\n"
    )
