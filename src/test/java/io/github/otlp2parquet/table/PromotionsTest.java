package io.github.otlp2parquet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionsTest {
  @Test
  void promotion_ofAllTables_addsAColumnToEach() {
    List<Table> tables = Promotions.parse("resource:k8s.pod.name:string").applyTo(Tables.ALL);

    for (int i = 0; i < tables.size(); i++) {
      Table table = tables.get(i);
      Column column = table.columns().getLast();
      assertThat(table.columns()).startsWith(Tables.ALL.get(i).columns().toArray(Column[]::new));
      assertThat(table.columns()).hasSize(Tables.ALL.get(i).columns().size() + 1);
      assertThat(table.sortColumns()).isEqualTo(Tables.ALL.get(i).sortColumns());
      assertThat(column.name()).isEqualTo("k8s_pod_name");
      assertThat(column.type()).isEqualTo(Type.Primitive.STRING);
      assertThat(column.level()).isEqualTo(Level.RESOURCE);
      assertThat(column.source()).isEqualTo(new Source.Attribute("k8s.pod.name"));
      assertThat(column.required()).isFalse();
      assertThat(column.bounded()).isTrue();
    }
  }

  @Test
  void promotion_ofOneTable_leavesTheOthers() {
    List<Table> tables = Promotions.parse("traces=record:db.rows:long:rows").applyTo(Tables.ALL);

    for (int i = 0; i < tables.size(); i++) {
      List<Column> columns = tables.get(i).columns();
      if (tables.get(i).name().equals("traces")) {
        assertThat(columns.getLast().name()).isEqualTo("rows");
        assertThat(columns.getLast().type()).isEqualTo(Type.Primitive.LONG);
      } else {
        assertThat(columns).isEqualTo(Tables.ALL.get(i).columns());
      }
    }
  }

  @Test
  void newColumn_getsAnIdThatNoneHas() {
    Table traces =
        Promotions.parse("scope:a:boolean, record:B-c:double ,,").applyTo(Tables.ALL).get(1);

    assertThat(traces.column("a").id()).isEqualTo(77);
    assertThat(traces.column("b_c").id()).isEqualTo(78);
  }

  @Test
  void nothing_changesNothing() {
    List<Table> tables = Promotions.parse(" ").applyTo(Tables.ALL);

    for (int i = 0; i < tables.size(); i++) {
      assertThat(tables.get(i).columns()).isEqualTo(Tables.ALL.get(i).columns());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record:http.route:string",
        "resource:service.name:string",
        "record:a:int,record:a:int"
      })
  void promotion_thatIsThere_isNotRepeated(String text) {
    Table traces = Promotions.parse(text).applyTo(Tables.ALL).get(1);

    assertThat(traces.columns()).extracting(Column::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "record:trace.id:string, trace.id to trace_id of logs",
    "record:service.name:string, service.name to service_name of logs",
    "resource:service.name:long, service.name to service_name of logs",
    "'record:a.b:int,record:a_b:int', a_b to a_b of logs",
    "'record:a:int,record:a:string', a to a of logs",
    "record:x:string:body, x to body of logs"
  })
  void nameOfAnotherColumn_isRefused(String text, String message) {
    Promotions promotions = Promotions.parse(text);

    assertThatThrownBy(() -> promotions.applyTo(Tables.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot promote " + message + ": the column has another source");
  }

  @ParameterizedTest
  @CsvSource({
    "x, expected [table=]level:key:type[:column]",
    "record:a, expected [table=]level:key:type[:column]",
    "record:a:int:b:c, expected [table=]level:key:type[:column]",
    "record::int, expected [table=]level:key:type[:column]",
    "spans=record:a:int, no table spans",
    "span:a:int, unknown span",
    "record:a:text, unknown text",
    "record:a:timestamp, no attribute is a TIMESTAMP",
    "metric:a:int, no attributes",
    "record:a:int:1a, Invalid column name: 1a",
    "record:a:int:A, Invalid column name: A",
    "record:9:int, Invalid column name: 9"
  })
  void whatCannotBeRead_isRefused(String text, String message) {
    assertThatThrownBy(() -> Promotions.parse(text).applyTo(Tables.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
