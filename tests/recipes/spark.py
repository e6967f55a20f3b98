#!/usr/bin/env python3
"""Spark: RDD.pipe over partitions, with and without empty ones; a bad record, a task that must fail. Needs pyspark and Java: where they are missing,
it says so and exits with 77, which the tests count as skipped.

    spark.py PROGRAM
"""
import json, os, sys

try:
    from pyspark.sql import SparkSession
except ImportError:
    print("skipped: no pyspark here (scripts/test --spark installs it beside the build)")
    sys.exit(77)

PROGRAM = os.path.realpath(sys.argv[1])
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
ENVIRONMENT = {"NEWSMARK_CONFIG": ""}
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def main():
    spark = (SparkSession.builder.master("local[2]").appName("newsmark").config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
             .config("spark.ui.enabled", "false").config("spark.driver.memory", "1g").config("spark.sql.shuffle.partitions", "2").getOrCreate())
    spark.sparkContext.setLogLevel("ERROR")
    rows = [json.dumps({"id": n, "text": "President Emmanuel Macron met report number %d in Paris, France." % n}) for n in range(500)]

    # The recipe: lines in, lines out, order kept within a partition; checkCode, or a failed process goes unnoticed.
    marked = spark.sparkContext.parallelize(rows, 7).pipe("%s extract" % PROGRAM, env=ENVIRONMENT, checkCode=True)
    records = [json.loads(line) for line in marked.collect()]
    expect([r["id"] for r in records] == list(range(500)), "ids")
    expect(all(r["focus"] == ["FR"] for r in records), "focus")
    frame = spark.read.json(marked)
    expect(frame.selectExpr("explode(countries) as c").groupBy("c.code").count().collect()[0]["count"] == 500, "as a data frame")

    # More partitions than records: a process that is sent nothing answers nothing.
    expect(spark.sparkContext.parallelize(rows[:2], 9).pipe("%s extract" % PROGRAM, env=ENVIRONMENT, checkCode=True).count() == 2, "empty partitions")

    # A bad record is a record; with --on-error=fail the job fails.
    bad = spark.sparkContext.parallelize(rows[:5] + ["{broken"], 2)
    answers = [json.loads(line) for line in bad.pipe("%s extract" % PROGRAM, env=ENVIRONMENT, checkCode=True).collect()]
    expect(len(answers) == 6 and answers[5]["error"]["code"] == "bad_json", "a bad record")
    try:
        bad.pipe("%s extract --on-error=fail" % PROGRAM, env=ENVIRONMENT, checkCode=True).collect()
        expect(False, "--on-error=fail did not fail the job")
    except Exception as error:  # what it is called differs between versions of Spark
        expect("status" in str(error) or "code" in str(error), str(error)[:300])
    spark.stop()
    print("\n".join("FAIL: " + f for f in failures) or "all as expected")
    sys.exit(bool(failures))


main()
