/* 見本会計システム 伝票入力 */
(function () {
  "use strict";

  var NONE = "（該当なし）";
  var form = document.forms.slip;

  function ask(address, then) {
    var call = new XMLHttpRequest();
    call.open("GET", address);
    call.onload = function () {
      if (call.status === 401) { alert("セッションが切れました。ログインし直してください。"); return; }
      if (call.status !== 200) { alert("通信エラーが発生しました。(" + call.status + ")"); return; }
      then(JSON.parse(call.responseText));
    };
    call.onerror = function () { alert("サーバーに接続できません。"); };
    call.send();
  }

  function value(text) {
    var plain = text.normalize("NFKC").replace(/[,¥\s]/g, "");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  }

  function withCommas(number) {
    var parts = String(number).split(".");
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return parts.join(".");
  }

  function field(row, name) { return row.querySelector("[name=" + name + "]"); }

  function compute(row) {
    var quantity = value(field(row, "quantity").value);
    var price = value(field(row, "unit_price").value);
    var amount = quantity === null || price === null ? null : Math.floor(Math.round(quantity * price * 1000) / 1000);
    field(row, "amount").value = amount === null ? "" : withCommas(amount);
    var total = 0;
    document.querySelectorAll("#lines [name=amount]").forEach(function (cell) { total += value(cell.value) || 0; });
    document.getElementById("sum").textContent = withCommas(total);
  }

  function customerLeft() {
    var code = form.customer_code.value.trim();
    form.customer_name.value = "";
    if (!code) return;
    ask("/api/customers/" + encodeURIComponent(code), function (found) {
      if (form.customer_code.value.trim() === code) form.customer_name.value = found.name || NONE;
    });
  }

  function productLeft(row) {
    var code = field(row, "product_code").value.trim();
    field(row, "product_name").value = "";
    if (!code) return;
    ask("/api/products/" + encodeURIComponent(code), function (found) {
      if (field(row, "product_code").value.trim() !== code) return;
      field(row, "product_name").value = found.name || NONE;
      if (!found.name) return;
      if (!field(row, "unit_price").value) field(row, "unit_price").value = withCommas(found.unit_price);
      if (!field(row, "tax_class").value) field(row, "tax_class").value = found.tax_class;
      compute(row);
    });
  }

  function changed(event) {
    var row = event.target.closest("tr");
    if (event.target.name === "customer_code") customerLeft();
    if (event.target.name === "product_code") productLeft(row);
    if (event.target.name === "unit_price") {
      var price = value(event.target.value);
      if (price !== null) event.target.value = withCommas(price);
    }
    if (row.closest("#lines")) compute(row);
  }

  function addRow() {
    var body = document.querySelector("#lines tbody");
    var row = body.rows[0].cloneNode(true);
    row.querySelectorAll("input, select").forEach(function (cell) { cell.value = ""; });
    row.cells[0].textContent = body.rows.length + 1;
    body.appendChild(row);
  }

  function pick(event) {
    var code = event.target.getAttribute("data-code");
    event.preventDefault();
    if (window.opener) window.opener.takeCustomer(code);
    window.close();
  }

  window.takeCustomer = function (code) {
    form.customer_code.value = code;
    customerLeft();
  };

  document.querySelectorAll("a.pick").forEach(function (link) { link.addEventListener("click", pick); });
  if (form) {
    form.addEventListener("change", changed);
    document.getElementById("add-row").addEventListener("click", addRow);
    document.getElementById("find-customer").addEventListener("click", function () {
      window.open("/customers", "customers", "width=620,height=520,scrollbars=yes");
    });
    document.querySelectorAll("#lines tbody tr").forEach(compute);
  }
})();
