// What the Publisher's element tables call. The Publisher's own file is in a package that cannot be had offline (docs/guide.md).
// A row's id begins with the id of the row above it in the tree.

function rowsBelow(row) {
  return Array.from(row.closest('table').querySelectorAll('tr[id]'))
    .filter(function (other) { return other.id !== row.id && other.id.startsWith(row.id); });
}

// opens or closes a branch
function tableRowAction(image) {
  var closing = image.src.includes('-open.png');
  rowsBelow(image.closest('tr')).forEach(function (row) { row.style.display = closing ? 'none' : ''; });
  image.src = closing ? image.src.replace('-open.png', '-closed.png') : image.src.replace('-closed.png', '-open.png');
}

// shows the rows that hold the text, with those they are below
function filterTree(table, text) {
  var rows = Array.from(table.querySelectorAll('tr[id]'));
  var wanted = text.toLowerCase();
  var found = rows.filter(function (row) { return row.textContent.toLowerCase().includes(wanted); });
  rows.forEach(function (row) {
    var shown = found.some(function (other) { return other.id.startsWith(row.id); });
    row.style.display = shown ? '' : 'none';
  });
}

// the panel that hides kinds of descriptions is not offered: its button is hidden
function showPanel() {}
function filterDesc() {}
function fhirTableInit() {}
