"""Data stores, by use, saturation and errors: what services see of them, and what PostgreSQL and Redis say."""

from __future__ import annotations

from otel_kit.ops.dashboards import Board, Panel, Row, Variable, above, below, hosts, lines, number, services

_OPERATION = "db_client_operation_duration_seconds"
_POOL = "db_client_connection_pool_name"
_CACHE, _REQUESTS = "kit_cache_name", "kit_cache_requests_total"
_DB = "db_namespace"
_BY = "sum by (instance)"


def board() -> Board:
    """Return the dashboard."""
    return Board(
        "data",
        "Data stores",
        "Databases, pools, shards, caches: how much they are used, how full they are, what fails.",
        answer=_answer(),
        rows=(_seen(), _caches(), _postgres(), _redis()),
        variables=(Variable("instance", "Server", "label_values(up, instance)"),),
        by_service=False,
    )


def _answer() -> tuple[Panel, ...]:
    return (
        number(
            "Operations that fail",
            "Part of the database operations that fail.",
            services.share(f"{_OPERATION}_count", 'error_type!=""'),
            "percentunit",
            above("DbOperationErrorsHigh.max_error_ratio"),
        ),
        number(
            "Slow operations",
            "Nine of ten operations take no longer.",
            services.quantile(0.9, _OPERATION),
            "s",
            above("DbOperationLatencyP90High.max_seconds"),
        ),
        number(
            "PostgreSQL",
            "Servers that answer, of those that are watched.",
            hosts.raw("sum(pg_up{@}) / count(pg_up{@})"),
            "percentunit",
        ),
        number(
            "Redis",
            "Servers that answer, of those that are watched.",
            hosts.raw("sum(redis_up{@}) / count(redis_up{@})"),
            "percentunit",
        ),
        number(
            "Cache hits",
            "Part of the requests that caches answer.",
            services.share(_REQUESTS, 'kit_cache_result="hit"'),
            "percentunit",
            below("CacheHitRatioLow.min_hit_ratio"),
        ),
    )


def _seen() -> Row:
    return Row("As services see it", (*_operations(), *_pools(), *_trouble(), *_shards()))


def _operations() -> tuple[Panel, ...]:
    return (
        lines(
            "Database operations",
            "Nine of ten operations take no longer. Dots lead to traces.",
            services.quantile(0.9, _OPERATION, f"{_DB}, db_operation_name"),
            unit="s",
            limits=above("DbOperationLatencyP90High.max_seconds"),
            find="{ span.db.system.name != nil && duration > 50ms }",
        ),
        lines(
            "Operation errors",
            "Part of each database's operations that fail.",
            services.share(f"{_OPERATION}_count", 'error_type!=""', _DB),
            unit="percentunit",
            limits=above("DbOperationErrorsHigh.max_error_ratio"),
            find="{ span.db.system.name != nil && status = error }",
        ),
        lines(
            "Operations",
            "Operations a second.",
            services.rate(f"{_OPERATION}_count", f"{_DB}, db_operation_name"),
            unit="ops",
        ),
    )


def _pools() -> tuple[Panel, ...]:
    used = f'sum by ({_POOL}) (db_client_connection_count{{@,db_client_connection_state="used"}}) / sum by ({_POOL}) (db_client_connection_max{{@}})'
    return (
        lines(
            "Connection pools",
            "Part of each pool that is in use.",
            services.raw(used, f"{{{{{_POOL}}}}}"),
            unit="percentunit",
            limits=above("DbPoolNearlyFull.max_ratio"),
        ),
        lines(
            "Waiting for a connection",
            "Requests that wait for a place in a pool.",
            services.now("db_client_connection_pending_requests", _POOL),
        ),
    )


def _trouble() -> tuple[Panel, ...]:
    return (
        lines(
            "Slow queries",
            "Slow queries within the window.",
            services.count("kit_db_slow_queries_total", f"{_DB}, db_operation_name"),
            limits=above("DbSlowQueriesHigh.min_queries"),
        ),
        lines(
            "Transactions",
            "Part of each database's transactions that are not committed.",
            services.share("kit_db_transactions_total", 'kit_db_transaction_result!="committed"', _DB),
            unit="percentunit",
            limits=above("DbRollbackRatioHigh.max_ratio"),
        ),
    )


def _shards() -> tuple[Panel, ...]:
    return (
        lines(
            "Shards",
            "How uneven the shards of each database are: 1 is even.",
            services.now("kit_db_shard_skew_ratio", _DB, take="max"),
            limits=above("DbShardSkewHigh.max_skew"),
        ),
        lines(
            "Shard errors",
            "Part of each shard's queries that fail.",
            services.share("kit_db_shard_queries_total", 'error_type!=""', f"{_DB}, kit_db_shard"),
            unit="percentunit",
            limits=above("DbShardErrorsHigh.max_error_ratio"),
        ),
    )


def _caches() -> Row:
    return Row("Caches", (*_hits(), *_cache_traffic()))


def _hits() -> tuple[Panel, ...]:
    return (
        lines(
            "Caches",
            "Part of each cache's requests that it answers.",
            services.share(_REQUESTS, 'kit_cache_result="hit"', _CACHE),
            unit="percentunit",
            limits=below("CacheHitRatioLow.min_hit_ratio"),
        ),
        lines(
            "Cache operations",
            "All but one of twenty operations take no longer.",
            services.quantile(0.95, "kit_cache_operation_duration_seconds", f"{_CACHE}, kit_cache_operation"),
            unit="s",
            limits=above("CacheLatencyP95High.max_seconds"),
        ),
        lines(
            "Cache size",
            "Part of each cache's limit that is filled.",
            services.ratio("kit_cache_size_bytes", "kit_cache_limit_bytes", _CACHE),
            unit="percentunit",
            limits=above("CacheNearlyFull.max_ratio"),
        ),
    )


def _cache_traffic() -> tuple[Panel, ...]:
    return (
        lines(
            "Cache requests by result",
            "Requests a second.",
            services.rate(_REQUESTS, "kit_cache_result"),
            unit="ops",
            stacked=True,
        ),
        lines(
            "Cache evictions",
            "Entries a second that had to go.",
            services.rate("kit_cache_evictions_total", f"{_CACHE}, kit_cache_eviction_reason"),
            unit="ops",
        ),
    )


def _postgres() -> Row:
    return Row("PostgreSQL", (*_postgres_server(), *_postgres_work(), *_postgres_traffic()))


def _postgres_server() -> tuple[Panel, ...]:
    return (
        lines("PostgreSQL up", "1: the server answers.", hosts.now("pg_up", "instance", take="min")),
        lines(
            "PostgreSQL connections",
            "Part of the connections that the server allows.",
            hosts.raw(
                f"{_BY} (pg_stat_database_numbackends{{@}}) / max by (instance) (pg_settings_max_connections{{@}})",
                "{{instance}}",
            ),
            unit="percentunit",
            limits=above("PostgresConnectionsNearMax.max_ratio", "PostgresConnectionsExhausted.max_ratio"),
        ),
        lines(
            "PostgreSQL replication",
            "How far replicas are behind.",
            hosts.now("pg_replication_lag_seconds", "instance", take="max"),
            unit="s",
            limits=above("PostgresReplicationLagHigh.max_seconds"),
        ),
    )


def _postgres_work() -> tuple[Panel, ...]:
    dead, live = "pg_stat_user_tables_n_dead_tup{@}", "pg_stat_user_tables_n_live_tup{@}"
    return (
        lines(
            "PostgreSQL locks",
            "Locks that are held, and deadlocks within the window.",
            hosts.now("pg_locks_count", "instance", legend="{{instance}} locks"),
            hosts.count("pg_stat_database_deadlocks", "instance", legend="{{instance}} deadlocks"),
        ),
        lines(
            "PostgreSQL transactions",
            "The longest transaction that is open.",
            hosts.now(
                "pg_stat_activity_max_tx_duration",
                "instance, datname",
                'backend_type="client backend",state!="idle"',
                take="max",
            ),
            unit="s",
            limits=above("PostgresTransactionTooLong.max_seconds"),
        ),
        lines(
            "PostgreSQL tables",
            "Part of the rows that are dead, of the ten worst tables.",
            hosts.raw(
                f"topk(10, max by (datname, relname) ({dead} / ({live} + {dead} > 0)))",
                "{{datname}}.{{relname}}",
            ),
            unit="percentunit",
            limits=above("PostgresDeadRowsHigh.max_dead_ratio"),
        ),
    )


def _postgres_traffic() -> tuple[Panel, ...]:
    read = "rate(pg_stat_database_blks_read{@}[$window])"
    hit = "rate(pg_stat_database_blks_hit{@}[$window])"
    return (
        lines(
            "PostgreSQL cache",
            "Part of the blocks that were in memory.",
            hosts.raw(f"{_BY} ({hit}) / ({_BY} ({hit}) + {_BY} ({read}))", "{{instance}}"),
            unit="percentunit",
            limits=below("PostgresCacheHitRatioLow.min_hit_ratio"),
        ),
        lines(
            "PostgreSQL commits",
            "Transactions a second that are committed and rolled back.",
            hosts.rate("pg_stat_database_xact_commit", "instance", legend="{{instance}} committed"),
            hosts.rate("pg_stat_database_xact_rollback", "instance", legend="{{instance}} rolled back"),
            unit="ops",
        ),
        lines(
            "Exporters",
            "1: the exporter of a store answers Prometheus.",
            hosts.raw(
                "max by (job, instance) (up{@} and on (job, instance) (pg_up or redis_up or nginx_up))",
                "{{job}} {{instance}}",
            ),
        ),
    )


def _redis() -> Row:
    return Row("Redis", (*_redis_server(), *_redis_keys(), *_redis_copies()))


def _redis_server() -> tuple[Panel, ...]:
    return (
        lines("Redis up", "1: the server answers.", hosts.now("redis_up", "instance", take="min")),
        lines(
            "Redis memory",
            "Part of the memory that the server may use.",
            hosts.ratio("redis_memory_used_bytes", "redis_memory_max_bytes", "instance"),
            unit="percentunit",
            limits=above("RedisMemoryHigh.max_ratio", "RedisMemoryFull.max_ratio"),
        ),
        lines(
            "Redis clients",
            "Part of the clients that the server allows.",
            hosts.ratio("redis_connected_clients", "redis_max_clients", "instance"),
            unit="percentunit",
            limits=above("RedisClientsNearMax.max_ratio"),
        ),
    )


def _redis_keys() -> tuple[Panel, ...]:
    hits, misses = (
        "rate(redis_keyspace_hits_total{@}[$window])",
        "rate(redis_keyspace_misses_total{@}[$window])",
    )
    return (
        lines(
            "Redis keys",
            "Part of the lookups that found their key.",
            hosts.raw(f"{_BY} ({hits}) / ({_BY} ({hits}) + {_BY} ({misses}))", "{{instance}}"),
            unit="percentunit",
            limits=below("RedisHitRatioLow.min_hit_ratio"),
        ),
        lines(
            "Redis evictions",
            "Keys a second that had to go.",
            hosts.rate("redis_evicted_keys_total", "instance"),
            unit="ops",
            limits=above("RedisEvictionsHigh.max_per_second"),
        ),
    )


def _redis_copies() -> tuple[Panel, ...]:
    return (
        lines(
            "Redis replication",
            "How far replicas are behind.",
            hosts.now("redis_connected_slave_lag_seconds", "instance, slave_ip", take="max"),
            unit="s",
            limits=above("RedisReplicationLagHigh.max_seconds"),
        ),
        lines(
            "Redis persistence",
            "1: the last save of memory to disk succeeded.",
            hosts.now("redis_rdb_last_bgsave_status", "instance", take="min"),
        ),
        lines(
            "Redis commands",
            "Processors that the server uses; it has one for commands.",
            hosts.raw(
                f"{_BY} (rate(redis_cpu_user_seconds_total{{@}}[$window]) + rate(redis_cpu_sys_seconds_total{{@}}[$window]))",
                "{{instance}}",
            ),
            unit="percentunit",
            limits=above("RedisCpuSaturated.max_ratio"),
        ),
    )
