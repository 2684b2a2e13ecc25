import { workbookOf, zip, type WorkbookXml } from './testing/archive.js';
import { openContainer } from './workbook-container.js';
import { readParts } from './workbook-parts.js';

const partsOf = async (xml: Partial<WorkbookXml>) =>
  readParts(await openContainer(workbookOf({ sheets: ['<sheetData/>'], ...xml })));

describe('readParts', () => {
  it('finds the sheets by their relations', async () => {
    const { sheets } = await partsOf({ sheets: ['<sheetData/>', '<sheetData/>'] });
    expect(sheets).toEqual([
      { name: '表1', part: 'xl/worksheets/sheet1.xml' },
      { name: '表2', part: 'xl/worksheets/sheet2.xml' },
    ]);
  });

  it('reads shared texts in their runs, without the readings of signs', async () => {
    const strings =
      '<si><t>企业名称</t></si><si><r><rPr><b/></rPr><t>示例</t></r><r><t xml:space="preserve"> 甲</t></r></si>' +
      '<si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/>';
    const { context } = await partsOf({ strings });
    expect(context.strings).toEqual([
      { kind: 'text', text: '企业名称' },
      { kind: 'text', text: '示例 甲' },
      { kind: 'text', text: '东京' },
      { kind: 'blank' },
    ]);
  });

  it('knows what the styles of cells mean, not those of other lists', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>' +
      '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.00"/></dxf></dxfs>';
    const { context } = await partsOf({ styles });
    expect(context.styles).toEqual(['plain', 'date', 'percent']);
  });

  it.each([
    ['', false],
    ['<workbookPr date1904="1"/>', true],
    ['<workbookPr date1904="true"/>', true],
    ['<workbookPr date1904="0"/>', false],
  ])('counts days from 1904 where the workbook says so: %p', async (properties, is1904) => {
    expect((await partsOf({ properties })).context.is1904).toBe(is1904);
  });

  it('refuses an archive whose relations lead to no workbook', async () => {
    const parts = ['[Content_Types].xml', '_rels/.rels'].map((name) => ({ name, data: Buffer.from('<a/>') }));
    await expect(readParts(await openContainer(zip(parts)))).rejects.toThrow('No workbook');
  });
});
