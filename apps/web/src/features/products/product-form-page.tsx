import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { listFacilities } from '@yinqi/contracts/facilities';
import {
  createProduct,
  editProduct,
  getProduct,
  listProducts,
  type ProductView,
} from '@yinqi/contracts/products';
import { usePermission } from '../../app/session.js';
import { WrongSideError } from '../../app/wrong-side-error.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { productMessages } from './messages.js';
import {
  contentOf,
  draftOf,
  EMPTY_DRAFT,
  faultsOf,
  ruleDraftOf,
  type ProductDraft,
} from './product-draft.js';
import { ProductFields } from './product-fields.js';
import { useFaultWording } from './use-fault-wording.js';
import { nameIn } from './product-words.js';
import styles from './products.module.css';
import { RuleEditor } from './rule-editor.js';
import { RulePreviewLine } from './rule-preview.js';

export function NewProductPage() {
  return <ProductForm />;
}

export function EditProductPage() {
  const t = useMessages(productMessages);
  const { id } = useParams({ from: '/signed-in/products/$id/edit' });
  const product = useQuery({ ...reading(getProduct, { params: { id } }), refetchOnWindowFocus: false });
  if (product.isPending) return <Skeleton rows={8} />;
  if (product.isError) {
    return (
      <ErrorState error={product.error} title={t('page.failed')} onRetry={() => void product.refetch()} />
    );
  }
  return <ProductForm key={product.data.version} product={product.data} />;
}

/** Saves and goes to the product; the list and the product's page read it again. */
function useSave(product: ProductView | undefined) {
  const t = useMessages(productMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const onSuccess = async (saved: ProductView) => {
    showToast({ message: t(saved.status === 'published' ? 'form.savedPublished' : 'form.saved') });
    await client.invalidateQueries({ queryKey: [listProducts.id] });
    client.setQueryData(reading(getProduct, { params: { id: saved.id } }).queryKey, saved);
    await navigate({ to: '/products/$id', params: { id: saved.id } });
  };
  const create = useCommand(createProduct, { onSuccess });
  const edit = useCommand(editProduct, { onSuccess });
  const send = (draft: ProductDraft) => {
    const content = contentOf(draft);
    if (product === undefined) create.send({ body: { ...content, code: draft.code } });
    else edit.send({ params: { id: product.id }, body: content, version: product.version });
  };
  const { isPending, error } = product === undefined ? create : edit;
  return { send, isPending, error };
}

function ProductForm({ product }: { readonly product?: ProductView }) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  // Other people of the bank have no business here; the API would refuse them only after all was typed.
  if (!usePermission('products.edit')) throw new WrongSideError('only product managers write products');
  const [draft, setDraft] = useState(() => (product === undefined ? EMPTY_DRAFT : draftOf(product)));
  const [isTried, setTried] = useState(false);
  const facilities = useQuery(reading(listFacilities, {}));
  const save = useSave(product);
  const faults = isTried ? faultsOf(draft, product === undefined) : [];
  const wording = useFaultWording(faults, save.error);
  const submit = () => {
    setTried(true);
    if (faultsOf(draft, product === undefined).length === 0) save.send(draft);
  };
  const leave = () =>
    void (product === undefined
      ? navigate({ to: '/products' })
      : navigate({ to: '/products/$id', params: { id: product.id } }));
  const title =
    product === undefined
      ? t('form.title.new')
      : t('form.title.edit', { name: nameIn(language, product.name, product.nameEn) });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      noValidate
    >
      <PageHeader title={title} />
      {faults.length > 0 && (
        <p className={styles.warning} role="alert">
          {t('form.error.title', { count: faults.length })}
        </p>
      )}
      {save.error !== null && <ErrorState error={save.error} title={t('form.failed')} />}
      <div className={styles.beside}>
        <div>
          <ProductFields
            draft={draft}
            onChange={setDraft}
            isNew={product === undefined}
            facilities={facilities.data?.items ?? []}
            errorOf={wording.field}
          />
          <RuleEditor
            parts={draft.parts}
            onChange={(parts) => setDraft({ ...draft, parts })}
            errorOf={(index) => wording.part(index, draft.parts[index]?.key)}
            error={wording.rule}
          />
        </div>
        <RulePreviewLine draft={ruleDraftOf(draft, product?.id)} />
      </div>
      <div className={styles.foot}>
        <Button type="submit" variant="primary" isPending={save.isPending}>
          {t('form.save')}
        </Button>
        <Button onPress={leave}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}
